/* What the rules are taken from, country by country, each as it was at the beginning of 2026:
 *
 * AT  Arbeitsruhegesetz, section 7
 * BE  royal decree of 18 April 1974 on public holidays, article 1
 * BG  Labour Code (Кодекс на труда), article 154
 * CH  Federal Constitution, article 110(3); the days kept in every canton and cantonal ones, after the
 *     list of the Federal Office of Justice
 * CN  State Council, Regulation on Public Holidays for National Annual Festivals and Memorial Days
 *     (全国年节及纪念日放假办法), as revised in November 2024
 * CY  the days the Public Service keeps (circulars of the Public Administration and Personnel Department)
 * CZ  Act 245/2000 on state holidays
 * DE  the Unification Treaty, article 2(2), and the holiday acts of the states (Feiertagsgesetze)
 * DK  the church's feasts (folkekirken); Constitution Day and Christmas Eve as in the act on closing
 *     hours (lov om detailsalg fra butikker); Great Prayer Day ended by act 214 of 2023
 * EE  Act on Public Holidays and Days of National Importance (Pühade ja tähtpäevade seadus)
 * ES  Workers' Statute, article 37(2), royal decree 2001/1983; days of the autonomous communities after
 *     the yearly list in the Boletín Oficial del Estado
 * FI  the acts on church feasts, May Day and Independence Day; both eves by the Annual Holidays Act
 *     162/2005, section 4
 * FR  Code du travail, article L3133-1; Alsace and Moselle L3134-13
 * GB  Banking and Financial Dealings Act 1971, schedule 1, and the bank holidays proclaimed each year
 * GR  law 4808/2021, article 60, and the days the public service keeps
 * HR  Act on Holidays, Memorial Days and Non-Working Days (2019)
 * HU  Labour Code (Act I of 2012), section 102
 * IE  Organisation of Working Time Act 1997, second schedule, as amended in 2022
 * IS  Act 88/1971 on the working week of 40 hours, section 6
 * IT  law 260/1949 as amended; law 151/2025 (Saint Francis, from 2026)
 * LT  Labour Code, article 123
 * LU  Code du travail, article L232-2
 * LV  Act on Public Holidays, Memorial Days and Celebration Days
 * MT  National Holidays and Other Public Holidays Act (chapter 252)
 * NL  Algemene termijnenwet, article 3
 * NO  Act on public holidays of 24 February 1995 no. 12; Act on 1 and 17 May of 26 April 1947 no. 1
 * PL  Act of 18 January 1951 on days free of work, as amended in 2024
 * PT  Código do Trabalho, article 234
 * RO  Codul muncii, article 139
 * SE  Act (1989:253) on public holidays; the three eves by the Annual Leave Act (1977:480), section 3 a
 * SI  Public Holidays and Work-Free Days in the Republic of Slovenia Act
 * SK  Act 241/1993 on state holidays, as amended in 2023 and 2025
 * US  5 U.S.C. 6103 (federal)
 */
#include "lang/holiday_rules.h"

#include "lang/say.h"

enum { SUNDAY, MONDAY, WEDNESDAY = 3, THURSDAY, FRIDAY, SATURDAY };

#define ON HOLIDAY_ON
#define EASTER HOLIDAY_EASTER
#define NTH HOLIDAY_NTH
#define FROM HOLIDAY_FROM

const struct holiday_rule holiday_rules[] = {
        /* On the same day each year, from January on. */
        {"DK;SE;NO;FI;IS;DE;FR;IE;NL;BE;LU;AT;CH;PL;IT;ES;PT;CZ;SK;HU;SI;HR;EE;LV;LT;RO;GR;CY;MT;CN",
                ON, 1, 1, 0, say_word("New Year's Day"), 0, 0, 0},
        {"GB;BG", ON, 1, 1, 0, say_word("New Year's Day"), HOLIDAY_GOES_ON, 0, 0},
        {"US", ON, 1, 1, 0, say_word("New Year's Day"), HOLIDAY_NEAREST, 0, 0},
        {"GB-SCT", ON, 1, 2, 0, say_word("Second of January"), HOLIDAY_GOES_ON, 0, 0},
        {"RO;SI;CH-BE;CH-VD;CH-TG;CH-JU", ON, 1, 2, 0, say_word("Second of January"), 0, 0, 0},
        {"SE;FI;AT;PL;IT;ES;SK;HR;GR;CY;DE-BW;DE-BY;DE-ST;CH-UR;CH-SZ;CH-TI", ON, 1, 6, 0,
                say_word("Epiphany"), 0, 0, 0},
        {"RO", ON, 1, 6, 0, say_word("Epiphany"), 0, 2024, 0},
        {"RO", ON, 1, 7, 0, say_word("Saint John's Day"), 0, 2024, 0},
        {"RO", ON, 1, 24, 0, say_word("Day of the Union"), 0, 0, 0},
        {"SI", ON, 2, 8, 0, say_word("Day of Culture"), 0, 0, 0},
        {"MT", ON, 2, 10, 0, say_word("Feast of Saint Paul"), 0, 0, 0},
        {"LT", ON, 2, 16, 0, say_word("Day of the Restored State"), 0, 0, 0},
        {"EE", ON, 2, 24, 0, say_word("Independence Day"), 0, 0, 0},
        {"ES-AN", ON, 2, 28, 0, say_word("Day of the Region"), 0, 0, 0},
        {"ES-IB", ON, 3, 1, 0, say_word("Day of the Region"), 0, 0, 0},
        {"CH-NE", ON, 3, 1, 0, say_word("Republic Day"), 0, 0, 0},
        {"BG", ON, 3, 3, 0, say_word("Liberation Day"), HOLIDAY_GOES_ON, 0, 0},
        {"DE-BE", ON, 3, 8, 0, say_word("International Women's Day"), 0, 2019, 0},
        {"DE-MV", ON, 3, 8, 0, say_word("International Women's Day"), 0, 2023, 0},
        {"LT", ON, 3, 11, 0, say_word("Independence Day"), 0, 0, 0},
        {"HU", ON, 3, 15, 0, say_word("Revolution Day"), 0, 0, 0},
        {"IE", ON, 3, 17, 0, say_word("Saint Patrick's Day"), 0, 0, 0},
        {"GB-NIR", ON, 3, 17, 0, say_word("Saint Patrick's Day"), HOLIDAY_GOES_ON, 0, 0},
        {"MT;CH-UR;CH-SZ;CH-NW;CH-TI;CH-VS", ON, 3, 19, 0, say_word("Saint Joseph's Day"), 0, 0, 0},
        {"GR;CY", ON, 3, 25, 0, say_word("Independence Day"), 0, 0, 0},
        {"MT", ON, 3, 31, 0, say_word("Freedom Day"), 0, 0, 0},
        {"CY", ON, 4, 1, 0, say_word("National Day"), 0, 0, 0},
        {"ES-AR;ES-CL", ON, 4, 23, 0, say_word("Day of the Region"), 0, 0, 0},
        {"IT", ON, 4, 25, 0, say_word("Liberation Day"), 0, 0, 0},
        {"PT", ON, 4, 25, 0, say_word("Freedom Day"), 0, 0, 0},
        {"NL", ON, 4, 27, 0, say_word("King's Day"), HOLIDAY_NO_SUNDAY, 2014, 0},
        {"SI", ON, 4, 27, 0, say_word("Day of Uprising"), 0, 0, 0},
        {"SE;NO;FI;IS;DE;FR;BE;LU;AT;PL;IT;ES;PT;CZ;SK;HU;SI;HR;EE;LV;LT;RO;GR;CY;MT;CN;"
         "CH-ZH;CH-BS;CH-BL;CH-SH;CH-TI;CH-JU;CH-NE;CH-TG",
                ON, 5, 1, 0, say_word("Labour Day"), 0, 0, 0},
        {"BG", ON, 5, 1, 0, say_word("Labour Day"), HOLIDAY_GOES_ON, 0, 0},
        {"SI", ON, 5, 2, 0, say_word("Labour Day"), 0, 0, 0},
        {"CN", ON, 5, 2, 0, say_word("Labour Day"), 0, 2025, 0},
        {"ES-MD", ON, 5, 2, 0, say_word("Day of the Region"), 0, 0, 0},
        {"PL", ON, 5, 3, 0, say_word("Constitution Day"), 0, 0, 0},
        {"LV", ON, 5, 4, 0, say_word("Independence Day"), HOLIDAY_GOES_ON, 0, 0},
        {"NL", ON, 5, 5, 0, say_word("Liberation Day"), 0, 0, 0},
        {"BG", ON, 5, 6, 0, say_word("Saint George's Day"), HOLIDAY_GOES_ON, 0, 0},
        {"FR;CZ", ON, 5, 8, 0, say_word("Victory Day"), 0, 0, 0},
        {"SK", ON, 5, 8, 0, say_word("Victory Day"), 0, 0, 2025},
        {"SK", ON, 5, 8, 0, say_word("Victory Day"), 0, 2027, 0},
        {"LU", ON, 5, 9, 0, say_word("Europe Day"), 0, 2019, 0},
        {"NO", ON, 5, 17, 0, say_word("Constitution Day"), 0, 0, 0},
        {"BG", ON, 5, 24, 0, say_word("Day of Culture"), HOLIDAY_GOES_ON, 0, 0},
        {"HR", ON, 5, 30, 0, say_word("National Day"), 0, 2020, 0},
        {"ES-CN", ON, 5, 30, 0, say_word("Day of the Region"), 0, 0, 0},
        {"ES-CM", ON, 5, 31, 0, say_word("Day of the Region"), 0, 0, 0},
        {"RO", ON, 6, 1, 0, say_word("Children's Day"), 0, 2017, 0},
        {"IT", ON, 6, 2, 0, say_word("Republic Day"), 0, 0, 0},
        {"DK", ON, 6, 5, 0, say_word("Constitution Day"), 0, 0, 0},
        {"SE", ON, 6, 6, 0, say_word("National Day"), 0, 2005, 0},
        {"MT", ON, 6, 7, 0, say_word("Memorial Day"), 0, 0, 0},
        {"ES-MC;ES-RI", ON, 6, 9, 0, say_word("Day of the Region"), 0, 0, 0},
        {"PT", ON, 6, 10, 0, say_word("National Day"), 0, 0, 0},
        {"IS", ON, 6, 17, 0, say_word("National Day"), 0, 0, 0},
        {"US", ON, 6, 19, 0, say_word("Juneteenth"), HOLIDAY_NEAREST, 2021, 0},
        {"HR", ON, 6, 22, 0, say_word("Day of Uprising"), 0, 0, 0},
        {"LU", ON, 6, 23, 0, say_word("National Day"), 0, 0, 0},
        {"EE", ON, 6, 23, 0, say_word("Victory Day"), 0, 0, 0},
        {"LV", ON, 6, 23, 0, say_word("Midsummer Eve"), 0, 0, 0},
        {"CH-JU", ON, 6, 23, 0, say_word("Day of the Region"), 0, 0, 0},
        {"EE;LV;LT;ES-CT", ON, 6, 24, 0, say_word("Saint John's Day"), 0, 0, 0},
        {"SI", ON, 6, 25, 0, say_word("National Day"), 0, 0, 0},
        {"MT", ON, 6, 29, 0, say_word("Saints Peter and Paul"), 0, 0, 0},
        {"US", ON, 7, 4, 0, say_word("Independence Day"), HOLIDAY_NEAREST, 0, 0},
        {"CZ;SK", ON, 7, 5, 0, say_word("Saints Cyril and Methodius"), 0, 0, 0},
        {"CZ", ON, 7, 6, 0, say_word("Jan Hus Day"), 0, 0, 0},
        {"LT", ON, 7, 6, 0, say_word("National Day"), 0, 0, 0},
        {"GB-NIR", ON, 7, 12, 0, say_word("Battle of the Boyne"), HOLIDAY_GOES_ON, 0, 0},
        {"FR", ON, 7, 14, 0, say_word("National Day"), 0, 0, 0},
        {"BE", ON, 7, 21, 0, say_word("National Day"), 0, 0, 0},
        {"ES-GA", ON, 7, 25, 0, say_word("Day of the Region"), 0, 0, 0},
        {"CH", ON, 8, 1, 0, say_word("National Day"), 0, 1994, 0},
        {"HR", ON, 8, 5, 0, say_word("Victory Day"), 0, 0, 0},
        {"FR;BE;LU;AT;PL;IT;ES;PT;SI;HR;LT;RO;GR;CY;MT;DE-SL;DE-BY;"
         "CH-LU;CH-UR;CH-SZ;CH-OW;CH-NW;CH-ZG;CH-AI;CH-TI;CH-VS;CH-JU",
                ON, 8, 15, 0, say_word("Assumption Day"), 0, 0, 0},
        {"HU", ON, 8, 20, 0, say_word("National Day"), 0, 0, 0},
        {"EE", ON, 8, 20, 0, say_word("Day of Restored Independence"), 0, 0, 0},
        {"SK", ON, 8, 29, 0, say_word("Day of Uprising"), 0, 0, 0},
        {"SK", ON, 9, 1, 0, say_word("Constitution Day"), 0, 0, 2023},
        {"BG", ON, 9, 6, 0, say_word("Day of the Union"), HOLIDAY_GOES_ON, 0, 0},
        {"MT", ON, 9, 8, 0, say_word("Victory Day"), 0, 0, 0},
        {"ES-EX;ES-AS", ON, 9, 8, 0, say_word("Day of the Region"), 0, 0, 0},
        {"ES-CT", ON, 9, 11, 0, say_word("Day of the Region"), 0, 0, 0},
        {"SK", ON, 9, 15, 0, say_word("Our Lady of Sorrows"), 0, 0, 2025},
        {"SK", ON, 9, 15, 0, say_word("Our Lady of Sorrows"), 0, 2027, 0},
        {"DE-TH", ON, 9, 20, 0, say_word("Children's Day"), 0, 2019, 0},
        {"MT", ON, 9, 21, 0, say_word("Independence Day"), 0, 0, 0},
        {"BG", ON, 9, 22, 0, say_word("Independence Day"), HOLIDAY_GOES_ON, 0, 0},
        {"CZ", ON, 9, 28, 0, say_word("Saint Wenceslas Day"), 0, 0, 0},
        {"CY", ON, 10, 1, 0, say_word("Independence Day"), 0, 0, 0},
        {"CN", ON, 10, 1, 0, say_word("National Day"), 0, 0, 0},
        {"CN", ON, 10, 2, 0, say_word("National Day"), 0, 1999, 0},
        {"CN", ON, 10, 3, 0, say_word("National Day"), 0, 1999, 0},
        {"DE", ON, 10, 3, 0, say_word("Day of German Unity"), 0, 1990, 0},
        {"IT", ON, 10, 4, 0, say_word("Saint Francis of Assisi"), 0, 2026, 0},
        {"PT", ON, 10, 5, 0, say_word("Republic Day"), 0, 2016, 0},
        {"ES-VC", ON, 10, 9, 0, say_word("Day of the Region"), 0, 0, 0},
        {"ES", ON, 10, 12, 0, say_word("National Day"), 0, 0, 0},
        {"HU", ON, 10, 23, 0, say_word("Republic Day"), 0, 0, 0},
        {"AT", ON, 10, 26, 0, say_word("National Day"), 0, 0, 0},
        {"CZ", ON, 10, 28, 0, say_word("Independence Day"), 0, 0, 0},
        {"GR;CY", ON, 10, 28, 0, say_word("Ochi Day"), 0, 0, 0},
        {"SI;DE-BB;DE-MV;DE-SN;DE-ST;DE-TH", ON, 10, 31, 0, say_word("Reformation Day"), 0, 0, 0},
        {"DE-HB;DE-HH;DE-NI;DE-SH", ON, 10, 31, 0, say_word("Reformation Day"), 0, 2018, 0},
        {"FR;BE;LU;AT;PL;IT;ES;SK;HU;SI;HR;LT;DE-BW;DE-BY;DE-NW;DE-RP;DE-SL;CH-LU;CH-UR;CH-SZ;CH-OW;"
         "CH-NW;CH-GL;CH-ZG;CH-AI;CH-SG;CH-TI;CH-VS;CH-JU",
                ON, 11, 1, 0, say_word("All Saints' Day"), 0, 0, 0},
        {"PT", ON, 11, 1, 0, say_word("All Saints' Day"), 0, 2016, 0},
        {"LT", ON, 11, 2, 0, say_word("All Souls' Day"), 0, 2020, 0},
        {"FR;BE", ON, 11, 11, 0, say_word("Armistice Day"), 0, 0, 0},
        {"PL", ON, 11, 11, 0, say_word("Independence Day"), 0, 0, 0},
        {"US", ON, 11, 11, 0, say_word("Veterans Day"), HOLIDAY_NEAREST, 0, 0},
        {"CZ", ON, 11, 17, 0, say_word("Freedom Day"), 0, 0, 0},
        {"SK", ON, 11, 17, 0, say_word("Freedom Day"), 0, 0, 2024},
        {"LV", ON, 11, 18, 0, say_word("National Day"), HOLIDAY_GOES_ON, 0, 0},
        {"HR", ON, 11, 18, 0, say_word("Remembrance Day"), 0, 2020, 0},
        {"GB-SCT", ON, 11, 30, 0, say_word("Saint Andrew's Day"), HOLIDAY_GOES_ON, 0, 0},
        {"RO", ON, 11, 30, 0, say_word("Saint Andrew's Day"), 0, 0, 0},
        {"RO", ON, 12, 1, 0, say_word("National Day"), 0, 0, 0},
        {"PT", ON, 12, 1, 0, say_word("Independence Day"), 0, 2016, 0},
        {"ES", ON, 12, 6, 0, say_word("Constitution Day"), 0, 0, 0},
        {"FI", ON, 12, 6, 0, say_word("Independence Day"), 0, 0, 0},
        {"AT;IT;ES;PT;MT;CH-LU;CH-UR;CH-SZ;CH-OW;CH-NW;CH-ZG;CH-AI;CH-TI;CH-VS", ON, 12, 8, 0,
                say_word("Immaculate Conception"), 0, 0, 0},
        {"MT", ON, 12, 13, 0, say_word("Republic Day"), 0, 0, 0},
        {"DK;SE;FI;CZ;SK;EE;LV;LT", ON, 12, 24, 0, say_word("Christmas Eve"), 0, 0, 0},
        {"PL", ON, 12, 24, 0, say_word("Christmas Eve"), 0, 2025, 0},
        {"BG", ON, 12, 24, 0, say_word("Christmas Eve"), HOLIDAY_GOES_ON, 0, 0},
        {"DK;SE;NO;FI;IS;DE;FR;IE;NL;BE;LU;AT;CH;PL;IT;ES;PT;CZ;SK;HU;SI;HR;EE;LV;LT;RO;GR;CY;MT",
                ON, 12, 25, 0, say_word("Christmas Day"), 0, 0, 0},
        {"GB;BG", ON, 12, 25, 0, say_word("Christmas Day"), HOLIDAY_GOES_ON, 0, 0},
        {"US", ON, 12, 25, 0, say_word("Christmas Day"), HOLIDAY_NEAREST, 0, 0},
        {"DK;SE;NO;FI;IS;DE;NL;LU;CZ;SK;HU;HR;EE;LV;LT;RO;GR;CY;PL;IT;IE;AT;ES-CT;FR-57;FR-67;FR-68;"
         "FR-6AE;CH-ZH;CH-BE;CH-LU;CH-UR;CH-SZ;CH-OW;CH-NW;CH-GL;CH-BS;CH-BL;CH-SH;CH-AR;CH-AI;CH-SG;"
         "CH-GR;CH-TG;CH-TI",
                ON, 12, 26, 0, say_word("Second Day of Christmas"), 0, 0, 0},
        {"SI", ON, 12, 26, 0, say_word("Independence Day"), 0, 0, 0},
        {"GB;BG", ON, 12, 26, 0, say_word("Second Day of Christmas"), HOLIDAY_GOES_ON, 0, 0},
        {"SE;LV;CH-GE", ON, 12, 31, 0, say_word("New Year's Eve"), 0, 0, 0},
        /* By Easter. */
        {"DK;NO;IS", EASTER, -3, 0, 0, say_word("Maundy Thursday"), 0, 0, 0},
        {"ES-AN;ES-AR;ES-AS;ES-CL;ES-CM;ES-CN;ES-EX;ES-GA;ES-IB;ES-MC;ES-MD;ES-NC;ES-PV;ES-RI",
                EASTER, -3, 0, 0, say_word("Maundy Thursday"), 0, 0, 0},
        {"DK;SE;NO;FI;IS;DE;GB;NL;ES;PT;CZ;SK;EE;LV;MT;FR-57;FR-67;FR-68;FR-6AE;"
         "CH-ZH;CH-BE;CH-LU;CH-UR;CH-SZ;CH-OW;CH-NW;CH-GL;CH-ZG;CH-FR;CH-SO;CH-BS;CH-BL;CH-SH;CH-AR;"
         "CH-AI;CH-SG;CH-GR;CH-AG;CH-TG;CH-VD;CH-NE;CH-GE;CH-JU",
                EASTER, -2, 0, 0, say_word("Good Friday"), 0, 0, 0},
        {"HU", EASTER, -2, 0, 0, say_word("Good Friday"), 0, 2017, 0},
        {"DK;SE;NO;FI;IS;NL;PL;PT;HU;SI;HR;EE;LV;LT;DE-BB", EASTER, 0, 0, 0,
                say_word("Easter Sunday"), 0, 0, 0},
        {"DK;SE;NO;FI;IS;DE;FR;IE;NL;BE;LU;AT;PL;IT;CZ;SK;HU;SI;HR;LV;LT;GB-ENG;GB-WLS;GB-NIR;ES-CT;"
         "ES-VC;ES-PV;ES-NC;CH-ZH;CH-BE;CH-GL;CH-BS;CH-BL;CH-SH;CH-AR;CH-AI;CH-SG;CH-GR;CH-TG;CH-TI;"
         "CH-VD;CH-GE;CH-JU",
                EASTER, 1, 0, 0, say_word("Easter Monday"), 0, 0, 0},
        {"DK", EASTER, 26, 0, 0, say_word("Great Prayer Day"), 0, 0, 2023},
        {"DK;SE;NO;FI;IS;DE;FR;NL;BE;LU;AT;CH", EASTER, 39, 0, 0, say_word("Ascension Day"), 0, 0,
                0},
        {"DK;SE;NO;FI;IS;NL;PL;HU;SI;EE;LV;DE-BB", EASTER, 49, 0, 0, say_word("Whit Sunday"), 0, 0,
                0},
        {"DK;NO;IS;DE;FR;NL;BE;LU;AT;HU;IT-BZ;CH-ZH;CH-BE;CH-GL;CH-BS;CH-BL;CH-SH;CH-AR;CH-AI;CH-SG;"
         "CH-GR;CH-TG;CH-TI;CH-VD;CH-GE;CH-JU",
                EASTER, 50, 0, 0, say_word("Whit Monday"), 0, 0, 0},
        {"AT;PL;PT;HR;DE-BW;DE-BY;DE-HE;DE-NW;DE-RP;DE-SL;CH-LU;CH-UR;CH-SZ;CH-OW;CH-NW;CH-ZG;CH-AI;"
         "CH-TI;CH-VS;CH-JU",
                EASTER, 60, 0, 0, say_word("Corpus Christi"), 0, 0, 0},
        {"GR;CY", HOLIDAY_ORTHODOX, -48, 0, 0, say_word("Clean Monday"), 0, 0, 0},
        {"BG;GR;CY", HOLIDAY_ORTHODOX, -2, 0, 0, say_word("Good Friday"), 0, 0, 0},
        {"RO", HOLIDAY_ORTHODOX, -2, 0, 0, say_word("Good Friday"), 0, 2018, 0},
        {"BG", HOLIDAY_ORTHODOX, -1, 0, 0, say_word("Holy Saturday"), 0, 0, 0},
        {"BG;RO;GR;CY", HOLIDAY_ORTHODOX, 0, 0, 0, say_word("Easter Sunday"), 0, 0, 0},
        {"BG;RO;GR;CY", HOLIDAY_ORTHODOX, 1, 0, 0, say_word("Easter Monday"), 0, 0, 0},
        {"RO", HOLIDAY_ORTHODOX, 49, 0, 0, say_word("Whit Sunday"), 0, 0, 0},
        {"RO;GR;CY", HOLIDAY_ORTHODOX, 50, 0, 0, say_word("Whit Monday"), 0, 0, 0},
        /* By weekdays. */
        {"US", NTH, 1, MONDAY, 3, say_word("Martin Luther King Day"), 0, 1986, 0},
        {"US", NTH, 2, MONDAY, 3, say_word("Washington's Birthday"), 0, 1971, 0},
        {"IE", HOLIDAY_BRIGID, 0, 0, 0, say_word("Saint Brigid's Day"), 0, 2023, 0},
        {"IS", FROM, 4, 19, THURSDAY, say_word("First Day of Summer"), 0, 0, 0},
        {"GB", NTH, 5, MONDAY, 1, say_word("Early May Bank Holiday"), 0, 1978, 0},
        {"IE", NTH, 5, MONDAY, 1, say_word("May Bank Holiday"), 0, 1994, 0},
        {"LV", NTH, 5, SUNDAY, 2, say_word("Mother's Day"), 0, 0, 0},
        {"LT", NTH, 5, SUNDAY, 1, say_word("Mother's Day"), 0, 0, 0},
        {"GB", NTH, 5, MONDAY, -1, say_word("Spring Bank Holiday"), 0, 1971, 0},
        {"US", NTH, 5, MONDAY, -1, say_word("Memorial Day"), 0, 1971, 0},
        {"IE", NTH, 6, MONDAY, 1, say_word("June Bank Holiday"), 0, 1973, 0},
        {"LT", NTH, 6, SUNDAY, 1, say_word("Father's Day"), 0, 0, 0},
        {"SE;FI", FROM, 6, 19, FRIDAY, say_word("Midsummer Eve"), 0, 0, 0},
        {"SE;FI", FROM, 6, 20, SATURDAY, say_word("Midsummer Day"), 0, 0, 0},
        {"IE;GB-SCT", NTH, 8, MONDAY, 1, say_word("Summer Bank Holiday"), 0, 1971, 0},
        {"IS", NTH, 8, MONDAY, 1, say_word("Commerce Day"), 0, 0, 0},
        {"GB-ENG;GB-WLS;GB-NIR", NTH, 8, MONDAY, -1, say_word("Summer Bank Holiday"), 0, 1971, 0},
        {"US", NTH, 9, MONDAY, 1, say_word("Labour Day"), 0, 0, 0},
        {"CH-GE", FROM, 9, 5, THURSDAY, say_word("Geneva Fast"), 0, 0, 0},
        {"CH-VD", FROM, 9, 16, MONDAY, say_word("Federal Fast Monday"), 0, 0, 0},
        {"US", NTH, 10, MONDAY, 2, say_word("Columbus Day"), 0, 1971, 0},
        {"IE", NTH, 10, MONDAY, -1, say_word("October Bank Holiday"), 0, 1977, 0},
        {"SE;FI", FROM, 10, 31, SATURDAY, say_word("All Saints' Day"), 0, 0, 0},
        {"DE-SN", FROM, 11, 16, WEDNESDAY, say_word("Day of Repentance and Prayer"), 0, 0, 0},
        {"US", NTH, 11, THURSDAY, 4, say_word("Thanksgiving Day"), 0, 0, 0},
        /* By the Chinese calendar. */
        {"CN", HOLIDAY_LUNAR, 1, 0, 0, say_word("Chinese New Year's Eve"), 0, 2025, 0},
        {"CN", HOLIDAY_LUNAR, 1, 1, 0, say_word("Spring Festival"), 0, 0, 0},
        {"CN", HOLIDAY_LUNAR, 1, 2, 0, say_word("Spring Festival"), 0, 0, 0},
        {"CN", HOLIDAY_LUNAR, 1, 3, 0, say_word("Spring Festival"), 0, 0, 0},
        {"CN", HOLIDAY_QINGMING, 0, 0, 0, say_word("Tomb-Sweeping Day"), 0, 2008, 0},
        {"CN", HOLIDAY_LUNAR, 5, 5, 0, say_word("Dragon Boat Festival"), 0, 2008, 0},
        {"CN", HOLIDAY_LUNAR, 8, 15, 0, say_word("Mid-Autumn Festival"), 0, 2008, 0},
};

const size_t holiday_rule_count = sizeof(holiday_rules) / sizeof(holiday_rules[0]);
