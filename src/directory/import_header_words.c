#include "directory/import_header_words.h"

#define COMPANIES                                                                                                             \
    "Company;Company name;Organisation;Organization;Organisation name;Organization name;"                                     \
    "Institution;Firm;Business name;Exhibitor;Exhibitor name;Member;Member name;Legal name;"                                  \
    "Account name;Supplier;Employer;Virksomhed;Virksomhedsnavn;Virksomhedens navn;Firma;"                                     \
    "Firmanavn;Selskab;Selskabsnavn;Medlem;Medlemsvirksomhed;Udstiller;Bedrift;Bedriftsnavn;"                                 \
    "Utstiller;Foretaksnavn;Foretak;Organisasjon;Organisasjonsnavn;Medlemsbedrift;Företag;"                                  \
    "Företagsnamn;Bolag;Bolagsnamn;Utställare;Medlemsföretag;Firmenname;Unternehmen;"                                      \
    "Unternehmensname;Firmenbezeichnung;Aussteller;Ausstellername;Mitglied;Mitgliedsfirma;"                                   \
    "Mitgliedsunternehmen;Einrichtung;Betrieb;Entreprise;Nom de l'entreprise;"                                                \
    "Nom de la société;Raison sociale;Société;Dénomination;Exposant;Adhérent;Établissement;"                           \
    "Organisme;企业名称;公司名称;公司;企业;单位名称;单位;参展商;展商名称;会员名称;会员单位;" \
    "机构名称;机构;厂商;厂商名称"
#define TEXTS                                                                                     \
    "Text;Description;Details;About;About us;Short description;Long description;Summary;"         \
    "Presentation;Beskrivelse;Om;Om os;Om oss;Præsentation;Tekst;Beschreibung;"                  \
    "Kurzbeschreibung;Langbeschreibung;Beskrivning;Présentation;Descriptif;Texte;简介;描述;" \
    "介绍;说明;正文;详情"
#define DEFINITE                                                                        \
    "Language of the text;Text language;Tekstens sprog;Sprache des Textes;Textsprache;" \
    "Langue du texte;文本语言"

const struct import_word import_words[] = {
        {"name", IN_ORGANISATIONS, COMPANIES},
        {"name", IN_CLUSTERS,
                "Cluster;Cluster name;Klynge;Klyngenavn;Clustername;Kluster;Klusternamn;"
                "Nom du cluster;Pôle;集群名称;产业集群"},
        {"name", IN_PERSONS,
                "Full name;Contact;Contact person;Contact name;Person;First name;Given name;"
                "Last name;Surname;Family name;Kontakt;Kontaktperson;Fornavn;Efternavn;"
                "Ansprechpartner;Ansprechpartnerin;Ansprechperson;Vorname;Nachname;"
                "Familienname;Prénom;Nom de famille;Personne de contact;Interlocuteur;Förnamn;"
                "Efternamn;Etternavn;姓名;联系人;联络人"},
        {"organisation", IN_PERSONS | IN_LISTINGS, COMPANIES},
        {"country", IN_CLUSTERS | IN_ORGANISATIONS,
                "Country;Country code;Country/Region;Nation;Land;Landekode;Landkode;Landskod;"
                "Ländercode;Länderkennung;Staat;Pays;Code pays;国家;国别;国家/地区;国家地区"},
        {"region", IN_CLUSTERS | IN_ORGANISATIONS,
                "Region;State;State/Province;Province;County;Bundesland;Landsdel;Fylke;Län;"
                "Région;Département;Kanton;省份;省;省市;地区"},
        {"place", IN_CLUSTERS | IN_ORGANISATIONS,
                "Place;City;Town;Location;Municipality;Ort;By;Stadt;Stad;Ville;Commune;Sted;"
                "Poststed;Postdistrikt;Postort;Standort;Firmensitz;Hjemsted;Hovedsæde;Lieu;"
                "Localité;Kommune;Kommun;城市;所在地;所在城市;地点;市"},
        {"postcode", IN_ORGANISATIONS,
                "Postcode;Post code;Postal code;ZIP;ZIP code;PLZ;Postleitzahl;Postnr;"
                "Postnr.;Postnummer;Code postal;CP;邮编;邮政编码"},
        {"latitude", IN_CLUSTERS | IN_ORGANISATIONS,
                "Latitude;Lat;Breddegrad;Breitengrad;Breddgrad;纬度"},
        {"longitude", IN_CLUSTERS | IN_ORGANISATIONS,
                "Longitude;Lon;Lng;Long;Længdegrad;Lengdegrad;Längengrad;Längdgrad;经度"},
        {"sectors", IN_CLUSTERS | IN_ORGANISATIONS | IN_LISTINGS,
                "Sectors;Sector;NACE;NACE code;NACE codes;Industry;Industry code;Branchekode;"
                "Branche;Brancher;Branchen;Wirtschaftszweig;WZ;WZ-Code;WZ 2008;SNI;SNI-kod;"
                "Bransch;Branschkod;Bransje;Næringskode;Næring;Secteur;Secteurs;"
                "Secteur d'activité;Code NACE;Code NAF;Code APE;行业;行业代码;所属行业"},
        {"ecosystems", IN_CLUSTERS | IN_ORGANISATIONS,
                "Industrial ecosystem;Ecosystem;Økosystem;Økosystemer;Ökosystem;Ökosysteme;"
                "Ekosystem;Écosystème;Écosystèmes;产业生态;生态系统"},
        {"size", IN_ORGANISATIONS,
                "Size;Size class;Staff;Employees;Number of employees;No. of employees;"
                "Company size;Headcount;Ansatte;Antal ansatte;Medarbejdere;Antal medarbejdere;"
                "Antall ansatte;Mitarbeiter;Mitarbeiterzahl;Mitarbeiteranzahl;"
                "Anzahl Mitarbeiter;Anzahl der Mitarbeiter;Beschäftigte;Größe;"
                "Unternehmensgröße;Betriebsgröße;Anställda;Antal anställda;Effectif;Effectifs;"
                "Nombre d'employés;Nombre de salariés;Salariés;Taille;"
                "Taille de l'entreprise;员工人数;员工数;员工数量;职工人数;人数;企业规模;规模;"
                "Størrelse;Virksomhedsstørrelse;Storlek"},
        {"languages", IN_CLUSTERS | IN_ORGANISATIONS | IN_PERSONS,
                "Languages;Languages spoken;Spoken languages;Working languages;Sprog;"
                "Sprache;Sprachen;Arbeitssprachen;Språk;Arbeidsspråk;Arbetsspråk;Langues;"
                "Langues parlées;语言;工作语言;语种"},
        {"language", IN_CLUSTERS | IN_ORGANISATIONS, DEFINITE},
        {"language", IN_LISTINGS, DEFINITE ";Sprog;Sprache;Språk;Langue;语言"},
        {"website", IN_CLUSTERS | IN_ORGANISATIONS,
                "Website;Web site;Web;Web page;Webpage;Homepage;Home page;URL;WWW;Link;"
                "Internet;Web address;Company website;Hjemmeside;Webside;Netside;Nettside;"
                "Nettsted;Hjemmesideadresse;Hemsida;Webbplats;Webbsida;Webseite;Webauftritt;"
                "Internetseite;Internetadresse;Webadresse;Site web;Site;Site internet;"
                "Adresse web;网址;网站;公司网址;公司网站;主页;官网"},
        {"website_en", IN_CLUSTERS,
                "English website;Website (English);Engelsk hjemmeside;Englische Webseite;"
                "Engelsk webbplats;Site anglais;英文网站"},
        {"certificates", IN_ORGANISATIONS | IN_LISTINGS,
                "Certificates;Certificate;Certifications;Certification;ISO;Standards;"
                "Certifikat;Certifikater;Certificeringer;Zertifikate;Zertifizierung;"
                "Zertifizierungen;Sertifikater;Sertifiseringer;Certifieringar;Certificats;"
                "认证;证书;资质;体系认证"},
        {"founded", IN_CLUSTERS | IN_ORGANISATIONS,
                "Founded;Year founded;Foundation year;Founding year;Established;"
                "Year established;Year of foundation;Stiftet;Grundlagt;Stiftelsesår;"
                "Etableringsår;Gegründet;Gründungsjahr;Gründung;Grunnlagt;Etablert;Grundat;"
                "Grundad;Grundades;Fondée;Année de création;Année de fondation;Date de création;"
                "Création;成立年份;成立时间;成立日期;成立于"},
        {"visibility", IN_ORGANISATIONS | IN_LISTINGS,
                "Visibility;Visible to;Synlighed;Sichtbarkeit;Synlighet;Visibilité;可见性"},
        {"profile", IN_CLUSTERS | IN_ORGANISATIONS,
                TEXTS ";Profile;Profil;Company profile;Company description;Firmenprofil;"
                      "Unternehmensprofil;Unternehmensbeschreibung;Portrait;Porträt;"
                      "Virksomhedsprofil;Virksomhedsbeskrivelse;Bedriftsprofil;"
                      "Företagsbeskrivning;Företagsprofil;"
                      "Activity;Activities;Activité;Activités;Description de l'activité;"
                      "Tätigkeit;Tätigkeitsfeld;Aktiviteter;Products;Products and services;"
                      "Produkter;Produkter og ydelser;Produkte;Produkte und Dienstleistungen;"
                      "Leistungen;Leistungsspektrum;Produits;Produits et services;企业简介;"
                      "公司简介;主营业务;主营产品;产品;经营范围"},
        {"kind", IN_ORGANISATIONS,
                "Kind;Type;Organisation type;Organization type;Type of organisation;"
                "Type of company;Company type;Art;Typ;Organisationstyp;Art der Organisation;"
                "Virksomhedstype;Organisasjonstype;Type d'organisation;Type de structure;类型;"
                "机构类型;单位类型"},
        {"clusters", IN_ORGANISATIONS,
                "Clusters;Cluster;Member of;Klynge;Klynger;Kluster;Clustermitgliedschaft;集群"},
        {"need", IN_ORGANISATIONS,
                "Need;Needs;Our needs;Looking for;We are looking for;Seeking;Request;Requests;"
                "Demand;Wanted;Searching for;Behov;Søger;Vi søger;Efterspørger;Efterspørgsel;"
                "Ønsker;Bedarf;Bedarfe;Suche;Sucht;Wir suchen;Gesucht;Nachfrage;Gesuch;Gesuche;"
                "Besoin;Besoins;Recherche;Recherches;Cherche;Nous cherchons;Demande;Søker;"
                "Vi søker;Etterspør;Etterspørsel;Söker;Vi söker;Efterfrågar;Efterfrågan;需求;"
                "寻求;求购;采购需求;合作需求"},
        {"offer", IN_ORGANISATIONS,
                "Offer;Offers;Offering;Offerings;We offer;Supply;Supplies;Capabilities;"
                "Competences;Tilbud;Tilbyder;Vi tilbyder;Udbyder;Udbud;Kompetencer;Angebot;"
                "Angebote;Biete;Bietet;Wir bieten;Kompetenzen;Offre;Offres;Nous offrons;"
                "Nous proposons;Propose;Compétences;Tilbyr;Vi tilbyr;Kompetanse;Erbjudande;"
                "Erbjudanden;Erbjuder;Vi erbjuder;Kompetens;供给;供应;提供;产品供应;能力"},
        {"keep", IN_ORGANISATIONS | IN_LISTINGS,
                "Contact;Contact person;Contact name;Contact title;Person;First name;Last name;"
                "Surname;Salutation;CEO;Managing director;E-mail;Email;Mail;E-mail address;"
                "Phone;Telephone;Tel;Tel.;Phone number;Mobile;Fax;Street;Address;"
                "Street address;Visiting address;VAT;VAT number;VAT ID;Registration number;"
                "Notes;Note;Comment;Comments;Remarks;Stand;Booth;Hall;Stand number;"
                "Booth number;Turnover;Revenue;Facebook;LinkedIn;Twitter;Logo;ID;No;No.;Number;"
                "Kontakt;Kontaktperson;Fornavn;Efternavn;Direktør;Mailadresse;Telefon;"
                "Telefonnummer;Tlf;Tlf.;Mobil;Adresse;Vej;Gade;CVR;CVR-nr;CVR-nummer;"
                "Bemærkning;Bemærkninger;Standnummer;Omsætning;Kontingent;Nr;Nr.;Nummer;"
                "Ansprechpartner;Ansprechpartnerin;Ansprechperson;Vorname;Nachname;Anrede;"
                "Geschäftsführer;E-Mail-Adresse;Mobiltelefon;Straße;Strasse;Anschrift;"
                "Hausnummer;USt-IdNr;Handelsregister;Bemerkung;Bemerkungen;Halle;Standnr;"
                "Umsatz;Kundennummer;Mitgliedsnummer;Epost;E-post;E-postadresse;Etternavn;"
                "Gate;Org.nr;Orgnr;Organisasjonsnummer;Organisationsnummer;Merknad;Förnamn;"
                "Efternamn;Gata;Adress;Anmärkning;Omsättning;Personne de contact;Interlocuteur;"
                "Prénom;Nom de famille;Dirigeant;Courriel;Adresse e-mail;Téléphone;Portable;"
                "Télécopie;Rue;SIRET;SIREN;Remarque;Remarques;Commentaire;Hall;Chiffre d'affaires;"
                "联系人;姓名;电话;手机;传真;邮箱;电子邮箱;电子邮件;地址;详细地址;备注;展位号;"
                "展位;展馆;统一社会信用代码;序号;编号;法人代表;注册资本"},
        {"role", IN_PERSONS,
                "Role;Position;Title;Job title;Function;Stilling;Titel;Funktion;Rolle;"
                "Befattning;Roll;Fonction;Poste;Stellung;职务;职位;岗位"},
        {"mail", IN_PERSONS,
                "Mail;E-mail;Email;E-mail address;Email address;Mailadresse;E-Mail-Adresse;"
                "E-post;Epost;E-postadresse;E-postadress;Courriel;Adresse e-mail;"
                "Adresse électronique;邮箱;电子邮件;电子邮箱"},
        {"phone", IN_PERSONS,
                "Phone;Telephone;Tel;Tel.;Phone number;Mobile;Mobile phone;Cell;Telefon;"
                "Telefonnummer;Tlf;Tlf.;Mobil;Mobiltelefon;Handy;Rufnummer;Téléphone;Portable;"
                "Numéro de téléphone;电话;手机;联系电话;手机号"},
        {"consents", IN_PERSONS,
                "Consents;Consent;Agrees to;Samtykke;Samtykker;Einwilligung;Einwilligungen;"
                "Samtycke;Samtycken;Consentement;Consentements;同意;授权"},
        {"since", IN_PERSONS,
                "Since;In the role since;Employed since;Start date;Siden;Ansat siden;Tiltrådt;"
                "Seit;Im Amt seit;Depuis;En poste depuis;Ansatt siden;Sedan;Anställd sedan;任职起始;"
                "任职日期"},
        {"until", IN_PERSONS,
                "Until;Last day;Left on;End date;Sidste dag;Fratrådt;Ausgeschieden;Letzter Tag;"
                "Jusqu'au;Dernier jour;Sluttet;Siste dag;Slutade;Sista dagen;离职日期;任职结束"},
        {"confirmed", IN_PERSONS,
                "Confirmed;Confirmed on;Accepted on;Bekræftet;Bekræftet den;Bestätigt;"
                "Bestätigt am;Confirmé;Confirmé le;Bekreftet;Bekreftet den;Bekräftad;"
                "Bekräftad den;确认日期;已确认"},
        {"side", IN_LISTINGS,
                "Need or offer;Need/offer;Request or offer;Behov eller tilbud;Behov/tilbud;"
                "Bedarf oder Angebot;Bedarf/Angebot;Gesuch/Angebot;Behov eller erbjudande;"
                "Besoin ou offre;Offre/demande;供需;供求;供给或需求"},
        {"title", IN_LISTINGS,
                "Title;Headline;Heading;Subject;Titel;Overskrift;Emne;Überschrift;Betreff;"
                "Rubrik;Tittel;Titre;Intitulé;Objet;标题;题目;主题"},
        {"text", IN_LISTINGS, TEXTS},
        {"valid_until", IN_LISTINGS,
                "Valid until;Valid to;Deadline;Expires;Expiry date;End date;Gyldig til;Udløber;"
                "Frist;Gültig bis;Läuft ab;Ablaufdatum;Utløper;Giltig till;Giltig t.o.m.;"
                "Valable jusqu'au;Date limite;Échéance;有效期;有效期至;截止日期"},
        {"quantity", IN_LISTINGS,
                "Quantity;Amount;Volume;Mængde;Antal;Menge;Stückzahl;Bedarfsmenge;Mengde;Antall;"
                "Kvantitet;Mängd;Quantité;数量"},
        {"staff", IN_CLUSTERS,
                "Staff;Employees;FTE;Full-time equivalents;Årsværk;Ansatte;Mitarbeiter;"
                "Vollzeitstellen;Årsverk;Anställda;Heltidstjänster;ETP;Effectif;员工数;人数"},
};

const size_t import_word_count = sizeof(import_words) / sizeof(import_words[0]);

const char *const import_weak_names = "Name;Navn;Namn;Nom;名称;名字;Bezeichnung;Betegnelse";
