"""What page furniture looks like, as tables: the words apart from the code that applies them.

General English web-page wording only, no outlet's name but the wire and picture agencies. Each table says what its
patterns are applied to; `briefings.extract.furniture` applies them.
"""

# ruff: noqa: E501 -- a row of a table is one line

from __future__ import annotations

import re

Pattern = re.Pattern[str]


def _compile(*rows: tuple[str, str], flags: int = 0) -> tuple[tuple[str, Pattern], ...]:
    return tuple((kind, re.compile(pattern, flags)) for kind, pattern in rows)


def _with_signs(*rows: tuple[str, str, str]) -> tuple[tuple[str, tuple[str, ...], Pattern], ...]:
    return tuple((kind, tuple(signs.split(";")), re.compile(pattern)) for signs, kind, pattern in rows)


AGENCIES = (
    r"(?:Reuters|REUTERS|Associated Press|The Associated Press|AP|AFP|Agence France-Presse|AFP-JIJI|ANI|PTI|IANS|UPI|"
    r"dpa|DPA|Xinhua|TASS|Tass|Interfax|Bloomberg|Bloomberg News|Kyodo|Yonhap|Anadolu|CP|The Canadian Press|PA|EFE|ANSA|"
    r"Agencies|agencies)"
)

PICTURE_AGENCIES = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP(?: Photo)?|AP Images|Associated Press|AFP|AFP/Getty(?: Images)?|EPA|"
    r"Bloomberg|Shutterstock|Alamy|Corbis|Landov|Rex|REX|Zuma|ZUMA|NurPhoto|Anadolu(?: Agency)?|iStock|PA(?: Wire)?|"
    r"Xinhua|Newscom|Sipa|Polaris|Magnum|UPI|SOPA Images|Redux|Handout|TASS|Sputnik|RIA Novosti)"
)

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s*(?:a\.?m\.?|p\.?m\.?|AM|PM)?\s*(?:ET|EST|EDT|GMT|BST|PT|PST|PDT|CT|CET|UTC|local time)?\.?"

# Ranges inside a paragraph, wherever they stand; first words as in SENTENCES, "" where the pattern is fast by itself.
INLINE = _with_signs(
    ("just watched", "promo", r"JUST WATCHED\b.*?MUST WATCH\b.*?\d{1,2}:\d\d(?:PM|AM)?"),
    (
        "just watched",
        "promo",
        r"JUST WATCHED\b.*?(?:Replay More Videos \.\.\.|MUST WATCH)(?:.*?\d{1,2}:\d\d)?",
    ),
    ("rt @", "embed", r"\bRT @\w{1,30}:.{3,240}?(?:pic\.twitter\.com/|https?://t\.co/|(?=[—–]))"),
    ("t.co/;pic.twitter.com/", "embed", r"(?:https?://t\.co/\w+|pic\.twitter\.com/\w+)(?:#\w+)?"),
    ("(@", "embed", r"[—–-]\s?[^—–\n]{1,50}\(@\w{1,30}\)\s*" + _MONTH + r" \d{1,2}, \d{4}"),
    ("", "credit", r"\((?:AP|EPA|AFP|UPI|Reuters|REUTERS) ?(?:Photo|PHOTO|Images)?/[^)\n]{2,80}\)"),
    (
        "",
        "credit",
        r"\((?:Photo(?:graph)?s?|Image|Picture|Credit|Illustration|Getty|Screenshot|Handout)(?: by|:|/)[^)\n]{2,100}\)",
    ),
    (
        "reuters/;afp photo/;epa/;ap photo/",
        "credit",
        r"\b(?:REUTERS|AFP PHOTO|EPA|AP Photo)/[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}(?:/[A-Z]\w+(?: \w+)?){0,2}",
    ),
    ("", "caption", r"Hide Caption \d+ of \d+"),
    ("image ", "caption", r"(?:\b(?:next|prev) )*\bImage \d+ of \d+\b(?: (?:next|prev)\b)*"),
    (
        "continue r",
        "promo",
        r"\[?\b(?:Continue|CONTINUE) (?:r|R|READING)(?:eading)? (?:the )?(?:main story|below|MAIN STORY)\b\]?",
    ),
    ("", "label", r"\[(?:pullquote|summary|video|photo|image|gallery|embed|caption|ad)[^\]\n]{0,60}\]"),
    (
        "",
        "promo",
        r"\((?:[Ss]ee|[Rr]ead|[Ww]atch|[Cc]lick|SEE|READ|WATCH|[Rr]elated|RELATED)\b[^()\n]{3,120}\)",
    ),
    ("", "promo", r"\((?:Most recent update|Last updated|Updated)\b[^()\n]{3,200}\)"),
)

# A member's name, full name and glued headlines, closed by "MORE" (link lists that some sites print inside a sentence).
GLUED_LINKS = re.compile(
    r"(?<=[a-z.] )(?P<full>(?:[A-Z][\w.'’-]*|\([A-Z][\w.'’-]*\)) (?:[\w.'’()-]+ ){0,3}?(?P<last>[A-Z][\w'’-]*[a-z]))"
    r"(?=[A-Z\d‘'\"“][\w'’\"“ ]).{15,400}?\bMORE\b"
)

# Openings of a paragraph: what matches is furniture, the rest of the paragraph stays.
OPENINGS = _compile(
    ("label", r"(?:Story highlights|STORY HIGHLIGHTS|Key points|Highlights:|Story [Hh]ighlights:?)\s+(?=\S)"),
    ("heading", r"(?:UPDATED?|Update)(?:\s+\d+)?\s*[:—–-]\s*(?=\S)"),
    ("heading", r"(?i:our )?(?i:original post(?: continues)?):\s*(?=\S)"),
    (
        "heading",
        r"Updated? (?:at )?" + _CLOCK + r"(?:\s*[:.,—–-]+\s*|\s+)(?:[^.:?!\n]{2,75}(?::(?=\s|$)|$))?\s*",
    ),
    (
        "heading",
        r"Updated (?:on |at )?(?:" + _MONTH + r" \d{1,2}(?:, \d{4})?)(?:,? (?:at )?" + _CLOCK + r")?\s*",
    ),
    (
        "dateline",
        r"[A-Z][A-Za-z.'’ -]{1,30}(?:, [A-Z][A-Za-z.'’ -]{1,25}){0,2},? (?:\w+\.? \d{1,2},? )?\("
        + AGENCIES
        + r"\)\s*[-—–:]+\s*",
    ),
    ("dateline", r"\(" + AGENCIES + r"\)\s*[-—–:]*\s+(?=[A-Z“\"])"),
    ("dateline", r"[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][A-Za-z.'’ -]{1,25}){0,2}\s*[—–]\s*(?=[A-Z“\"‘])"),
    ("label", r"(?:More|Watch|See|Top|Latest|Trending|Impact) [A-Z][a-z]+(?=[A-Z][a-z]+ )"),
    ("label", r"(?:ADVERTISEMENT|Advertisement)\b[:.]?\s*(?=\S)"),
)

# Closings of a paragraph.
CLOSINGS = _compile(
    ("credit", r"\s*\(" + AGENCIES + r"(?:[/, -]+(?:and )?" + AGENCIES + r")*\)\s*$"),
    ("credit", r"\s+Photo(?:graph)?(?:s)?:? ?(?:by )?[A-Z][^.\n]{2,60}$"),
    ("related", r"(?<=[.!?”\"])\s+Read more$"),
    ("related", r"^.{5,200}\s(?:[Rr]ead more|READ MORE)$"),
    ("related", r"(?<=[.!?”\"])\s+(?:READ MORE|Related|RELATED|SEE ALSO|MORE):\s.{5,150}$"),
)

# Whole paragraphs, from their first character (the pattern need not reach the end).
PARAGRAPHS = _compile(
    # pictures
    (
        "caption",
        r"(?:Enlarge (?:this )?image|toggle caption|Hide caption|Image caption|Image copyright|Image source|Media caption|"
        r"Image credit|Facebook Twitter Pinterest|Media playback is|View image|Slideshow|Photos?$|Photograph:|"
        r"Photo(?:s)?(?: by| from| courtesy| credit)?:|Photos? (?:by|courtesy)\b|Picture:|Image:|Credit:|Credits:|"
        r"Illustration by|Pictured:|Caption:|FILE\s?[-–—]|File (?:photo|picture|image)|FILE PHOTO|Getty Images|Listen\s|"
        r"(?:A|An|This|The) (?:combination|undated|file|handout|screen ?grab|video grab|still image|satellite image|aerial)"
        r" (?:photo|picture|image|view|from|taken|file|of)|"
        r"(?:In|In this|In an?|This|An?)(?: \w+)?(?: file| undated| handout| combination| aerial)* ?(?:photo|image|picture|photograph)"
        r"(?: taken| provided| released| made| from| shows| shown|,|\s+\w+day))",
    ),
    ("caption", r"Photos: .{3,100}"),
    # selling and self-reference
    (
        "promo",
        r"(?i:sign[- ]up\b|subscribe\b|get (?:the|our|all|more|alerts|breaking|your|today|unlimited)\b.{0,80}"
        r"(?:newsletter|inbox|e-?mail|delivered|app\b|alerts|stories|investigations)|"
        r"want (?:more|the|to get|to read|to know more|smart)\b.{0,80}(?:inbox|newsletter|sign up|every day|\?)|"
        r"click (?:here|on|to|through|for)\b|tap here\b|newsletter sign|newsletters?$|join (?:us|our|the)\b.{0,60}"
        r"(?:facebook|twitter|newsletter|conversation|discussion|group|telegram|whatsapp)|download (?:the|our)\b|"
        r"follow (?:us|@|him|her|me|them|the)\b.{0,120}|follow [A-Z@][\w ]{1,40} on (?:twitter|facebook|instagram)|"
        r"like (?:us|what you see|this)\b|share (?:this|on|your|with|tweet|article|story)\b|email sign|e-?mail (?:us|me)\b|contact (?:us|me|the author|the reporter)\b|"
        r"(?:already|not) a (?:subscriber|member)|log in\b|please (?:verify|enter|enable|sign|log|subscribe|consider|read)\b|"
        r"thank(?:s| you) for (?:reading|subscribing|signing|watching)|support (?:our|us|the|independent|quality)\b.{0,60}(?:journalis|reporting|newsroom)|"
        r"donate\b|become a (?:member|subscriber|supporter)|start your (?:free|day)|"
        r"let our news meet|something to consider|tune in\b|watch (?:the )?(?:latest|full|live|video|more|below|above)\b|"
        r"listen (?:to|here|now|live)\b|interested in .{2,60}\? add|got a (?:tip|story)|have a (?:tip|story|question)|"
        r"send (?:us|your|tips|story)\b|for more (?:information|on|stories|news|coverage|from|of)\b.{0,120}(?:visit|click|go to|follow|here|sign)|"
        r"this (?:story|article|content|post|page) (?:is|was) (?:only |exclusively )?(?:available|originally|first|part of)|"
        r"by (?:signing|subscribing|submitting|clicking)\b|you (?:can|may) (?:also |now )?(?:follow|unsubscribe|read|listen|find|subscribe|change|watch|sign)\b|"
        r"(?:we|we['’]ll|we will|we['’]re) (?:be |are )?(?:monitoring|updat(?:e|ing) this|embed|continue to update|keep updat)|"
        r"this is a (?:breaking|developing|rush)\b|this (?:story|post|article|page) (?:will be|is being|has been|is) updat|"
        r"check (?:back|out)\b|stay (?:with us|tuned[.!]?$|up to date|connected|informed)|refresh (?:this|the|your)\b|take me back|back to (?:top|the top)|"
        r"(?:this )?(?:slideshow|page|site|feature|video|content) requires? javascript|enable javascript|create an account|please include\b|for indispensable\b.{0,60}subscribe|.{0,80}\bemail sign up\b|this column (?:was )?(?:first|originally)\b|other (?:opinions|stories|news) below|tell us what you think|like this (?:story|article)\b|accept cookies|we use cookies|this (?:site|website) uses|cookie policy|terms of (?:use|service)|privacy policy|"
        r"most (?:read|popular|viewed|shared)$|trending(?: now)?$|top stories$|our standards:|"
        r"opinions? expressed (?:by|in|here)\b|the (?:opinions|views|views and opinions) expressed\b|"
        r"content created by\b|for licensing\b|read or share this\b|(?:our )?original post (?:continues|follows|begins|is below).{0,20}$|"
        r"if you (?:enjoyed|liked|have|appreciate|value|want to)\b.{0,60}(?:article|story|tip|subscri|sign up|newsletter|comment|support)|"
        r"try our\b|explore what\b|no comments\b|(?:leave|post|add|write) a (?:comment|reply)|comments?\s*(?:\(\d+\))?$|\d+ comments?$|"
        r"(?:view|show|load|read|see) (?:all |more |\d+ )?comments?|blog comments powered|powered by\b|loading\b|"
        r"story continues?(?:d)? (?:below|after)|continue[ds]? (?:reading|below)\b|article continues|keep reading\b|"
        r"(?:ad|ads|advertisement|advertising|sponsored|promoted|paid content)(?: advertisement)*[:.]?$|"
        r"close$|play$|video$|audio$|menu$|print$|share$|tweet$|email$|youtube$|search$|skip (?:to|ad)\b|"
        r"\d+ shares?$|facebook\b[ ,|]+twitter|scroll (?:down|to)\b|swipe\b|"
        r"produced by\b.{0,60}$|edited by\b.{0,60}$)",
    ),
    # other articles
    (
        "related",
        r"(?i:(?:related|recommended|see also|also see|also read|read also|also|read more|read next|read|more|more on this|"
        r"more from|more stories|opinion|opinions|view|commentary|analysis|column|editorial|photos?|video|videos|gallery|slideshow|watch|listen|"
        r"live(?: updates| blog)?|fact check|explainer|explained|don['’]t miss|you may also like|must read|must[- ]see|exclusive|"
        r"in pictures|in depth|timeline|interactive|graphic|map|podcast|quiz|poll|background|special report|full coverage|"
        r"previously|from the archives?|on our radar|urgent|related (?:stories|story|posts?|articles?|coverage|content|links?|video|topics?))"
        r"\s*[:>»|]\s*\S)",
    ),
    (
        "related",
        r"(?i:related (?:stories|story|articles?|coverage|content|links?|video|topics?)\b|more on this|more from\b|"
        r"recommended for you|you (?:may|might) (?:also|be interested)|read more(?: at| on| about| from| here)?\b.{0,60}$)",
    ),
    (
        "related",
        r"[\[(]\s*(?i:also on|also:|photos?\b|video\b|videos\b|see also|read\b|more\b|related\b|watch\b|quiz|poll|from)[^()]*[\])]$",
    ),
    # credits
    ("credit", r"(?:©|\(c\) ?\d{4}|Copyright\b|All [Rr]ights [Rr]eserved|This material may not be)"),
    (
        "credit",
        r"(?i:contributing\s*:|additional reporting|reporting by\b|[—–-]*\s?with (?:assistance|inputs|input|files|reporting|additional|contributions?)\b.{0,40}"
        r"\b(?:from|by)\b(?=.{0,110}$)|source:|sources:|compiled (?:by|from)|from (?:wire|staff) (?:reports|services)|"
        r"(?:writing|editing|graphics?|photography) by\b|distributed by\b|provided by\b|republished\b)",
    ),
    (
        "note",
        r"(?i:(?:editor['’]?s?['’]? note|correction|corrections|clarification|note|a note|corrected|editors['’] note)\s*[:—–-])",
    ),
    ("label", r"(?:[_*~=•·.#-]\s?){2,}$|[)(\]\[/|»«•·*<>_-]$|\[\w+\]$"),
    (
        "label",
        r"(?i:analysis/opinion:?$|opinion$|analysis$|commentary$|news$|exclusive:?$|politics$|world$|live$|breaking(?: news)?:?$|"
        r"current news$|key points:?$|story highlights:?$|(?:more|impact) shorts$|top news$|published in\b|filed under\b|tags?:|topics?:|"
        r"posted in\b|categories:|section:|rush transcript\b|advertisement:?$)",
    ),
    (
        "stub",
        r"(?i:(?:about )?(?:an?|\d+) (?:second|minute|min|hour|hr|day|week|month|year)s? ago\b.{0,20}$|"
        r"this article is more than \d+)",
    ),
    (
        "stub",
        r"(?i:(?:(?:last )?updated|published|posted|modified|first published|created)\s*(?:on|at|:)?\s*(?:"
        + _MONTH
        + r"|\d{1,2}[ /.:-]|\w+day\b)).{0,60}$",
    ),
    ("embed", r"A post shared by\b|View this post on\b|View on\b|Tweets? by\b|[—–-]\s?[^\n]{1,50}\(@\w+\)"),
    (
        "byline",
        r"By [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,4}(?:,? (?:and|with) .{3,80}|, .{2,60}|\s*[|/].{0,60})?$",
    ),
)

# Anywhere in a paragraph of at most 60 words or a sentence of a longer one: the whole of it is furniture. First the
# words, in lower case, of which one is in whatever the pattern matches: it is slow, and they are seldom there.
SENTENCES = _with_signs(
    (
        "contributed",
        "credit",
        r"\bcontributed (?:to )?(?:this|the) (?:report|story|article|post|piece|analysis)\b",
    ),
    (
        "reported;contributed",
        "credit",
        r"^[—–\s-]*[A-Z][\w.'’-]+(?:,? (?:and )?[A-Z][\w.'’-]+){0,5} (?:also )?(?:reported|contributed)(?: from [A-Z][^\n]{1,60}| in [A-Z][^\n]{1,60})?\.?$",
    ),
    (
        "contributed",
        "credit",
        r"^(?:[A-Z][\w.'’-]+,? (?:and )?){1,8}in [A-Z][\w., ]{1,60}(?:also )?contributed(?: to this \w+)?\.?$",
    ),
    (
        "reprint;copyright ;all rights reserved;may not be ",
        "credit",
        r"(?i:click (?:here )?for reprint|reprint permission|copyright \d{4}|all rights reserved|may not be (?:published|reproduced))",
    ),
    (
        "contributing;reporting;editing;writing",
        "credit",
        r"^(?:Contributing|Additional reporting|Reporting|Editing|Writing)(?: by|:)",
    ),
    (
        "sign up ;make sure to refresh;privacy policy;we know;you can ;update this ;click here;explainer;coverage;details; story;rundown;background;it below;it above;it here;them below;them above;them here;story develops;follow ;transcript of ;ll update;ll correct;poll of the day",
        "promo",
        r"(?i:\bsign up (?:here|now|today|for|to receive|to get)\b.{0,80}(?:newsletter|inbox|alerts|e-?mails?|updates|here)|\bmake sure to refresh\b|"
        r"\bprivacy policy\b|^here['’]s what (?:else )?we know|^you can (?:change|find|read|watch|listen|follow|sign)\b|\bupdate this (?:post|story|page)\b|\bclick here\b|\bhas (?:a |an )?(?:full |more |much more |complete |longer )?"
        r"(?:explainer|coverage|details|story|rundown|background)\b.{0,30}\bhere\b|\b(?:embed|posted|find) (?:it|them) (?:below|above|here)\b|"
        r"\bas the story develops\b|\bas this story develops\b|(?:^|[.,;] |can |please )follow (?:him|her|them|us|me) (?:on|at)\b(?! \w+, because)|\btranscript of .{3,60} (?:posted )?here\b|"
        r"\bwe['’]ll (?:update|correct)\b|\bpoll of the day\b)",
    ),
    # a programme's plug above its player, and the line that leads to a colleague's report
    (
        "from ';from ‘;from “;from \"; listen; watch",
        "promo",
        r"^From ['‘“\"][A-Z][^'’”\"\n]{2,40}['’”\"]: |[a-z] (?:Listen|Watch|LISTEN|WATCH)$",
    ),
    (
        "has some ;has more ;has background ;has details ;has reporting ;has analysis ;has context ",
        "promo",
        r"\bhas (?:some |more )(?:background|details|reporting|analysis|context) on\b.{3,140}:$",
    ),
    (
        "(;from left;pictured ;, left;, right;, cent;, second from ;, far ;in this ; seen ;looks on ;pose for ;poses for ;pose with ;poses with ",
        "caption",
        r"(?i:\((?:L|R|C|left|right|center|centre|back|front|top|bottom|(?:from|L) (?:left|to R))\)|^from left\b|\bpictured (?:here|above|below|left|right|in)\b|"
        r", (?:left|right|center|centre|second from (?:left|right)|far (?:left|right))\s?,|\bin this (?:file |undated |handout |combination )?"
        r"(?:photo|image|picture|photograph|frame grab)\b|\b(?:is|are) seen (?:in|on|at|here|after|during|near)\b|"
        r"\blooks on (?:as|during|after|at)\b|\bposes? (?:for|with) (?:a )?(?:photo|picture|photograph))",
    ),
    (
        "/;|;getty images;ap photo;afp photo;shutterstock",
        "caption",
        r"[/|] ?"
        + PICTURE_AGENCIES
        + r"\b(?! (?:said|reported|reports|told))|\b(?:Getty Images|AP Photo|AFP PHOTO|Shutterstock)\b|\bREUTERS/",
    ),
    ("photo", "caption", r"\bPhoto(?:graph)?(?:s)?(?::| by | courtesy of )"),
)

# A paragraph that holds nothing else, after which come other pages' headlines, comments and the like.
RELATED_HEADING = re.compile(
    r"(?i:related(?: (?:articles?|stories|story|coverage|content|links?|news|posts?|topics?))?|more (?:stories|news|articles|headlines)(?: from.{0,30})?|"
    r"recommended(?: (?:for you|stories|articles|reading))?|you (?:may|might) also (?:like|be interested in)|read next|up next|most (?:read|popular|viewed)|"
    r"trending(?: now| stories)?|top stories|latest (?:news|stories|headlines)|from (?:around )?the web|sponsored(?: content| stories)?|"
    r"around the web|don['’]t miss|other (?:stories|news)|what to read next|comments(?: \(\d+\))?|join the conversation|leave a comment)\s*:?$"
)

TIME_AGO = re.compile(
    r"(?i:(?:about )?(?:an?|\d{1,3}) ?(?:seconds?|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|months?|years?)(?: ago)?(?: [-•|·] .{2,40})?)$"
)

# A quotation or statement credited to someone: prose, whatever the paragraph begins with.
SPEAKING = re.compile(
    r"[\"”’'],? (?:\w+ ){0,4}(?:said|says|told|added|wrote|tweeted)\b|\b(?:said|told|added|according to)\b"
)

# A closing line about the writer: "X is a reporter for Y".
BIOGRAPHY = re.compile(
    r"[—–•*\s-]*(?!The |A |An )[A-Z][^.,]{2,40}(?:, [^,]{2,60},)? (?:is|was|are|writes|covers|reports) .{0,80}\b(?:reporter|"
    r"correspondent|editor|editors|writer|columnist|journalist|fellow|professor|author|contributor (?:to|at|for)|lecturer|"
    r"commentator|producer|host) (?:at|for|of|with|to|on|in|and|covering|emeritus|who|based)\b"
)

# Words that stay small in a byline.
SMALL_WORDS = frozenset(
    "and of to on for the in at by with from a an de la le van von der den al bin el is".split()  # noqa: SIM905
)

# Openings that only a page has, whatever is said after them.
SURE = re.compile(
    r"(?:Media playback is|Image (?:copyright|caption)|Enlarge this image|Facebook Twitter Pinterest|FILE PHOTO)\b"
)

# A line with which an article says that it ends.
END_MARK = re.compile(r"(?:©|Copyright (?:©|\(c\)|\d{4})|[-–—] ?(?:30|ends?|END) ?[-–—]$|###$)")


def content_words(text: str) -> set[str]:
    """Words of five letters and more, folded: what tells one story from another."""
    return set(re.findall(r"[^\W\d_]{5,}", text.casefold()))
