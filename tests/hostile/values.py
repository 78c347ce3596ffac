"""What nobody means well with: markup, numbers, days, bytes and lengths that a form should never see.

MARK stands in all that would be markup, so that it is known again in an answer.
"""

MARK = "zqx"

MARKUP = [
    "<zqx>", "<zqx onzqx=1>", "<script>zqx(1)</script>", "</script><zqx>", "'><zqx>", '"><zqx>',
    "' onzqx='1", '" onzqx="1', "` onzqx=`1", "</textarea><zqx>", "</title><zqx>", "</option></select><zqx>",
    "<img src=zqx onerror=zqx()>", "<svg/onload=zqx()>", "<a href='javascript:zqx()'>", "javascript:zqx()",
    "JaVaScRiPt&colon;zqx()", "java\tscript:zqx()", "data:text/html,<zqx>", "vbscript:zqx", "//zqx.example/",
    "/\\zqx.example", "https://zqx.example/\"><zqx>", "https://zqx.example/'onzqx='", "&lt;zqx&gt;", "&#60;zqx&#62;",
    "&zqx;", "%3Czqx%3E", "%253Czqx%253E", "<!--<zqx>-->", "]]><zqx>", "<![CDATA[<zqx>]]>", "<zqx\n/\n>",
    "\uff1czqx\uff1e", "<\u200bzqx>", "<zqx style='x:expression(1)'>", "{{zqx}}", "{zqx}", "{}", "{}{}{}{}{}{}{}{}",
    "{1}{2}{9}", "${zqx}", "#{zqx}", "<%= zqx %>", "{% zqx %}", "$(zqx)", "`zqx`", "|zqx", ";zqx", "&&zqx",
    "+ADw-zqx+AD4-", "\\\"><zqx>", "\\'><zqx>", "\\u003czqx\\u003e", "\\x3czqx\\x3e", '{"zqx":1}', '","zqx":"',
    "<zqx>" * 400,
]

STATEMENTS = [
    "'", "''", '"', "\\", "\\'", "' OR '1'='1", "'; DROP TABLE account; --", "1 OR 1=1", "1) UNION SELECT 1 --",
    '" OR ""="', "%", "_", "%' ESCAPE '", "?", "?1", "$1", ":a", "@a", "/* zqx */", "NULL", "null", "true", "undefined",
    "a' || 'b", "x'00'", "%s%s%s%n", "%99999999d", "%x%x%x", "$$zqx$$", "E'\\\\'", "::text",
]

PATHS = [
    "../../../../etc/passwd", "..\\..\\..\\windows\\win.ini", "/etc/passwd", "file:///etc/passwd", "....//....//etc",
    "%2e%2e%2f", "..%c0%af", "C:\\con", "\\\\zqx\\share", ".", "..", "/", "//", "~root", "a/b?c#d", "aux.csv",
]

HEADERS = [
    "a\r\nX-Zqx: 1", "a\nX-Zqx: 1", "a\rX-Zqx: 1", "a\r\n\r\n<zqx>", "a%0d%0aX-Zqx:1", "a\u2028X-Zqx: 1", "a\u2029b",
    "a\u0085X-Zqx: 1", "a\r\nSet-Cookie: session=zqx", "x@example.org\r\nBcc: zqx@example.org", "\r\n.\r\nMAIL FROM:<zqx>",
    "a\r\nBEGIN:VEVENT\r\n", "=?utf-8?b?PHpxeD4=?=",
]

NUMBERS = [
    "0", "-0", "-1", "1.5", "1,5", "1e309", "-1e309", "NaN", "Infinity", "-Infinity", "0x7fffffff", "2147483648",
    "-2147483649", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "-9223372036854775809", "999999999999999999", "99999999999999999999", "1" * 400, "00000000000000000001", "1 ", " 1",
    "+1", "1_000", "\u0661\u0662", "\u4e00", "\uff11", "1;2;3", "1-", "--1", "1-2-3", "99999",
]

DAYS = [
    "2027-02-30", "2027-13-01", "2027-00-10", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "-2027-01-01",
    "29.02.2027", "31/06/2027", "2027-06-31T00:00:00Z", "2027-6-1", "1582-10-10", "99999999999-01-01", "tomorrow",
    "2027-01-01 ", "\uff12\uff10\uff12\uff17-01-01",
]

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "   @SUM(1)", "\u00a0=1+1", "\u3000=1+1",
    "\u200b=1+1", "\ufeff=1+1", "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff20SUM(1)", " \uff1d1+1", "\u22121+1",
    '=HYPERLINK("https://zqx.example","zqx")', "=cmd|' /C calc'!A0", "'=1+1", '"=1+1"', ";=1+1", "a,=1+1", "|=1+1",
    "=\u202e1+1", "\u2028=1+1", "%=1+1", "\uff1d", "=", "@", "-",
]

SIGNS = [
    "\u0001", "a\u0001b", "\u0007\u0008", "\u001b[31mzqx\u001b[0m", "a\u007fb", "a\u0080b", "a\u009bb", "\u200b",
    "a\u200bb", "\u200d\u200d", "\ufeffa", "a\u2060b", "a\u00adb", "\u202ezqx\u202c", "\u2066a\u2069", "\u2067zqx",
    "\u061ca", "\u200fa", "a\ufffeb", "a\uffffb", "a\U0001fffeb", "\ufdd0", "a\ufffdb", "\U000e0001\U000e0061", "\ue000",
    "A\u030angstr\u00f6m", "e\u0301" * 50, "z" + "\u0301" * 500, "\u1100\u1161\u11a8", "\ufb00", "\u0130", "\u00df",
    "\u1e9e", "\u01c5", "\u2126", "\u212b", "\uf900", "\U0002f800", "\u0958", "\u0344", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "\u05e2\u05d1\u05e8\u05d9\u05ea", "\u4e2d\u6587", "\U00020bb7", "\u0e01\u0e33",
    "\ud55c\uae00", "\u0430\u0440\u0440\u04cf\u0435", "\ufdfa" * 100, "   ", "\t", "\n", "\r\n\r\n", "a\tb", "a\r\nb", "\u3000",
    "\u2003a", "", " ", "a" + " " * 1000 + "b",
]

# Longer than any field, than any form, than any request of ours.
LENGTHS = [
    "a" * 300, "a" * 10_000, "\u00f8" * 10_000, "\u6c49" * 10_000, "\U0001f600" * 3_000, "a b " * 5_000, "\n" * 5_000,
    "a;" * 5_000, "'" * 10_000, "<" * 10_000, "&" * 20_000, "0" * 10_000, "(" * 10_000, "=" * 10_000, "\u0301" * 5_000,
    "a" * 100_000, "a" * 270_000, "a" * 2_000_000,
]

# Bytes that are no text at all; sent as they are, percent-encoded.
BYTES = [
    b"\xff", b"a\xffb", b"\xfe\xff\x00a", b"\xc0\xaf", b"\xc0\x80", b"\xe0\x80\xbc", b"\xed\xa0\x80", b"\xed\xb0\x80",
    b"\xed\xa0\xbd\xed\xb8\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xe2\x82", b"\xc3(", b"\x80", b"\xbfzqx",
    b"a\x00b", b"\x00", b"<zqx\x00>", b"zqx\x00.png", b"\xe6\x97", b"\xa4\xa4\xa4\xe5", b"<\xe9zqx>",
]


def all_values():
    texts = MARKUP + STATEMENTS + PATHS + HEADERS + NUMBERS + DAYS + FORMULAS + SIGNS + LENGTHS
    return [text.encode("utf-8", "surrogatepass") for text in texts] + BYTES
