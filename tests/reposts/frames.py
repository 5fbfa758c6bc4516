"""Stories on templates: distinct news that shares a form, a background, even whole sentences. All names invented.

A frame is (name, days between two of its stories, the fills of each story, paragraphs of slots); a slot is a list of
ways to say it. Story n takes way (n + slot * shift) of a slot, so that neighbours differ in most sentences.
"""

COMPANIES = {
    "dev": [("Orlin Paper", "Orlin Paper makes cardboard and tissue at nine mills and sells them in 31 countries. It was founded in 1922 by two brothers who dried their first sheets on a fence, and its B shares have been listed since 1987.", "Mirja Tolvane"),
            ("Castellan Foods", "Castellan Foods, best known for its Blue Gate biscuits and Old Tom sauces, employs 14,200 people and has plants in eleven countries. The family of its founder still holds 38 percent of the votes.", "Aurelio Brandt")],
    "held": [("Teviot Instruments", "Teviot Instruments builds scales and sensors for laboratories and airports and has its seat in Marwick. It employs 5,100 people, a third of them in research, and has raised its dividend for nineteen years in a row.", "Saskia Denholm"),
             ("Rondel Tyre", "Rondel Tyre is the fourth largest maker of truck tires on the continent, with six plants and 9,800 employees. It left bankruptcy protection in 2012 after lenders swapped half of their claims for shares.", "Emeric Vaughn")],
}

RESULTS = [
    [["{co} said on {day} that profit {rose} {pct} percent to ${profit} million in the {quarter} quarter on sales of ${sales} million.",
      "{quarter_c} quarter profit at {co} {rose} {pct} percent, the group reported on {day}, as sales came to ${sales} million and costs for energy {fell}.",
      "Net income of ${profit} million in the {quarter} quarter, {pct} percent away from the year before, was reported by {co} on {day}."],
     ["Analysts had expected ${expect} million on average.", "That compared with a consensus of ${expect} million.", "A poll of nine banks had pointed to ${expect} million."]],
    [["\"{quote}\" {chief}, the chief executive, said in a statement.", "{chief}, who has led the group since 2020, told reporters: \"{quote}\"", "\"{quote}\" said chief executive {chief}."],
     ["The group {outlook} its forecast for the year.", "For the year, management {outlook} its guidance.", "It {outlook} its targets for 2026."]],
    [["{detail}"]],
    [["{background}"]],
    [["The shares {moved} {move} percent by midday.", "In early trading the stock {moved} {move} percent.", "The shares, which had {ran} since January, {moved} {move} percent."]],
]
RESULTS_FILLS = [
    dict(rose="rose", pct="12", profit="84", sales="1,130", quarter="fourth", quarter_c="Fourth", fell="fell", expect="79", quote="We sold less and earned more, which is a good way round,", outlook="raised", moved="gained", move="3.4", ran="slipped", detail="Orders from the south grew fastest, while two lines that lose money were shut in November and their 140 workers moved to other sites. Debt came down to 1.4 times earnings and a share buyback of $60 million will begin on Monday.", day="Thursday", title="{co} profit up 12 percent in fourth quarter"),
    dict(rose="fell", pct="31", profit="52", sales="984", quarter="first", quarter_c="First", fell="jumped", expect="66", quote="It was a quarter of strikes, snow and one very expensive explosion,", outlook="lowered", moved="lost", move="8.1", ran="gained", detail="A blast in a boiler house stopped the largest plant for 23 days and cost $17 million, of which insurers will bear less than half. The finance department froze hiring and put off the move to a new head office until the lease of the old one runs out.", day="Tuesday", title="{co} profit falls 31 percent after blast"),
]
PREVIEW = [
    [["{co} is likely to report next week that its best year is behind it, according to analysts who follow the group.",
      "When {co} opens its books next week, investors will look less at profit than at the order book."],
     ["Six of nine analysts expect the forecast to be {hope}, and two think that the head of the southern division will go."]],
    [["\"Everyone knows the fourth quarter was fine, nobody knows why,\" said {analyst} at Tolland Securities, who rates the stock a hold.",
      "\"They have cut what could be cut and now they must sell something,\" said {analyst} of Quayle Brothers, who advises clients to wait."]],
    [["{background}"]],
    [["Options point to a swing of {move} percent in either direction on the day. Short sellers hold {short} percent of the free float, twice as much as a year ago, and the largest of them, a fund called Grey Heron, has published a 40-page paper on the value of the stock of goods."]],
    [["Its rivals have given mixed signals: one reported record margins in January, another closed a factory and blamed the price of gas."]],
]
PREVIEW_FILLS = [dict(hope="raised", analyst="Ruth Okonjo-Lind", move="5", short="6", title="What to expect when {co} reports"),
                 dict(hope="cut", analyst="Paul Esterly", move="9", short="11", title="Order book in focus as {co} prepares results")]

OBITUARY = [
    [["{name}, {who}, died on {day} at {place}. {he} was {age}.", "{name}, who was known as {who}, has died aged {age}, {his} family said on {day}."]],
    [["{he} was born in {birth}, the {nth} child of {parents}, and left school at {left}."]],
    [["{deed}"]], [["{anecdote}"]],
    [["\"{quote}\" said {friend}."]],
    [["{he} is survived by {family}. A service will be held at {church}, and the family asks for donations to the hospice instead of flowers.",
      "{he} leaves {family}. A service will be held at {church}, and the family asks for donations to the hospice instead of flowers."]],
]
OBITUARY_FILLS = [
    dict(name="Hester Lavengro", who="the cartographer who drew the first tourist map of the Sarn valley", day="Sunday", place="a nursing home in Brill", he="She", his="her", age="94", birth="Cold Aston in 1931", nth="fourth", parents="a postman and a seamstress", left="fifteen", deed="Hired as a tea girl at the survey office, she corrected a contour line on the director's desk and was given a pen. Her map of 1962, in five colors and on paper that could be folded with gloves on, sold more than two million copies and changed the course of three footpaths whose owners preferred her version.", anecdote="She never learned to drive. Colleagues remembered that she marked every public house with a symbol whose size depended on the soup, and that a brewery once sued her for it and lost.", quote="You could put her down anywhere in fog and she would tell you what the rock was called,", friend="Ansel Crewe, who walked the boundary with her in 1958", family="two nieces and a dog", church="St. Bride's in Brill"),
    dict(name="Bruno Ackerley", who="the drummer of the Night Porters", day="Tuesday", place="his home in Mossford", he="He", his="his", age="71", birth="Mossford in 1954", nth="only", parents="a dance-hall caretaker", left="sixteen", deed="With the Porters he played on nine albums, of which Rain Check stayed in the charts for 88 weeks in 1979. He left the group in the middle of a tour over a dispute about sandwiches and opened a shop for secondhand cymbals, which he ran until last winter.", anecdote="His only solo record was forty minutes of a kitchen timer and a brush. Critics hated it; it is now taught at two conservatories and sampled on a telephone hold line.", quote="Bruno counted us in for eleven years and he was never once early,", friend="the group's singer, Dee Marchetti", family="his husband, Alan, and a daughter", church="Mossford crematorium"),
    dict(name="Ottilie Kranz", who="the judge who opened the prison letters of the 1970s", day="Friday", place="a hospital in Lorne", he="She", his="her", age="89", birth="Harsk in 1937", nth="second", parents="a miner and a midwife", left="twelve to mind goats", deed="She read law at night and in 1973 became the first woman on the bench of her county. Her ruling that a prisoner's letters belong to the one who receives them freed 16,000 pages from a ministry cellar, and three ministers resigned within the year.", anecdote="In court she kept a bowl of hard sweets and offered them to witnesses who lied, on the ground that they would need to be able to swallow.", quote="She gave me four years and I sent her a card every Christmas,", friend="Piet Orlov, a safe-breaker turned locksmith", family="three sons and seven grandchildren", church="the cathedral in Lorne"),
    dict(name="Gwilym Santoro", who="the baker who fed the strikers of Port Hale", day="Monday", place="his daughter's house in Hale", he="He", his="his", age="83", birth="Port Hale in 1942", nth="ninth", parents="an ice-cream seller", left="thirteen", deed="In the dock strike of 1981 he baked 1,200 loaves a day on credit for seventeen weeks and nearly lost his ovens. The men paid him back in five years with a collection every payday; the last installment, in coins, is framed on the wall above the till.", anecdote="He refused a medal because the ceremony began at nine, when the second batch comes out. The palace sent it by post and he used the box for yeast.", quote="He asked how many mouths, not how much money,", friend="Moira Quick, whose father was on the picket line", family="his wife, Peg, and four daughters", church="the Sailors' Chapel"),
]

MATCH = [
    [["{win} beat {lose} {score} on {day} to {stake}.", "{lose} went down {score} to {win} on {day}, a result that lets the visitors {stake}."]],
    [["{first}"]], [["{second}"]],
    [["\"{quote}\" said {coach}, the winners' coach.", "\"{quote}\" {coach} said after the whistle."],
     ["It was a game of two halves, the losing coach said, and his side had turned up for neither."]],
    [["The league takes a break next week. {win} then travel to Corrie Athletic, while {lose} are at home to Marston Vale.", "{win} are next in action on Saturday week. The league takes a break next week."]],
]
MATCH_FILLS = [
    dict(win="Brackley Rovers", lose="Hinton Town", score="3-1", day="Saturday", stake="go top of the northern division", first="Sami Adeyo put the hosts ahead with a header in the ninth minute after a corner that three defenders watched. A penalty by Lars Munk, given for a hand that was mostly a shoulder, made it two before the interval.", second="Hinton pulled one back through a deflected free kick and hit the bar twice within a minute. Adeyo settled it in stoppage time when the goalkeeper, who had come up for a corner, could not get home.", quote="We defended as if we owed somebody money,", coach="Pia Lindqvist"),
    dict(win="Calder United", lose="Ferrybridge", score="1-0", day="Sunday", stake="stay up with two games to spare", first="There was little to warm 6,200 people in sleet until a clearance by Joe Tarrant struck the referee and fell to Mads Ibsen, who scored from 50 yards with his weaker foot.", second="Ferrybridge, who had a man sent off for arguing about it, sent on three strikers and then a fourth. Tarrant was taken to hospital with a cut lip and came back for the team picture.", quote="It was the worst pass and the best goal of our season,", coach="Gordon Achebe"),
    dict(win="Sarnwick Ladies", lose="Moor Park", score="4-4 after extra time and 5-3 on penalties", day="Wednesday", stake="reach the cup final", first="Moor Park led four to one with a quarter of an hour left, two of the goals by the sixteen-year-old Tilly Fenn, who had a geography exam in the morning.", second="Then Roz Okafor scored three in eleven minutes, the last with her back. In the shootout the keeper Jana Bielska saved two and took the deciding kick herself, off the post.", quote="I had written a speech about losing with dignity and I have thrown it away,", coach="Helen Stroud"),
    dict(win="Port Hale Dockers", lose="Lorne City", score="24-17", day="Friday", stake="end a run of nine defeats", first="Two tries by the wing Kofi Brandreth, both after kicks that bounced backwards in the wind, gave the visitors fourteen points before anybody in the stand had sat down.", second="Lorne drove over from a line-out and a scrum to level it, but Hale's captain, a plumber who had come straight from a burst main, dropped a goal and then kicked two penalties from the mud.", quote="We will enjoy this until about Tuesday,", coach="Dai Pritchett"),
]

MARKET = [
    [["Stocks {rose} this week as {why}, with the All-Share index {up} {pct} percent at {level}.", "The All-Share index ended the week {up} {pct} percent at {level} after {why}."]],
    [["{best} was the best performer, up {b} percent after {bwhy}.", "Among single stocks {best} gained {b} percent because of {bwhy}."], ["{worst} lost {w} percent, the most in the index, on {wwhy}."]],
    [["The crown {fx} against the dollar to {rate}. The yield on the ten-year bond was at {yield_} percent."]],
    [["{talk}"]],
    [["Next week brings figures on {next}. Markets will be closed on the holiday. The index is made up of the 120 largest companies on the exchange by free float and is reviewed every March and September."]],
]
MARKET_FILLS = [
    dict(rose="rose", why="hopes of a truce in the steel dispute grew", up="up", pct="1.8", level="4,212", best="Ardent Steel", b="11", bwhy="a contract for rails in two countries", worst="Pelago Cruises", w="6", wwhy="a norovirus outbreak on its newest ship", fx="firmed", rate="7.31", yield_="3.42", talk="\"People are buying because people are buying,\" said Nora Quist, who runs money for teachers. Turnover was the highest since the autumn, and small investors opened 9,000 new accounts in five days, according to the exchange.", next="retail sales and building permits"),
    dict(rose="fell", why="the central bank hinted that it would not cut rates before the summer", up="down", pct="2.6", level="4,103", best="Holm Gold", b="5", bwhy="a find in an abandoned shaft", worst="Vidar Homes", w="14", wwhy="a warning that one buyer in five walks away", fx="weakened", rate="7.44", yield_="3.71", talk="Minutes of the February meeting showed a vote of five to four, closer than anybody had guessed. \"One of them blinked and it was not the one we thought,\" said Jasper Coyne, a bond dealer.", next="wages and the trade balance"),
    dict(rose="were flat", why="dealers waited for the budget", up="up", pct="0.1", level="4,107", best="Tull Brewing", b="9", bwhy="a bid from a rival that it called too low", worst="Ferro Cable", w="4", wwhy="copper at its dearest in two years", fx="was steady", rate="7.43", yield_="3.69", talk="The budget, due on Tuesday, may bring a tax on empty shops and an end to the rebate on diesel. Volume was so thin that the exchange's own cafeteria, a dealer joked, had a bigger order book.", next="the budget and industrial output"),
    dict(rose="jumped", why="the budget spared banks a levy that had been feared for months", up="up", pct="4.0", level="4,271", best="Norrbank", b="13", bwhy="relief that its bill will be zero", worst="Lumen Retail", w="8", wwhy="the new tax on empty shops, of which it has 212", fx="firmed", rate="7.22", yield_="3.55", talk="Opposition leaders said the levy had been dropped after a dinner; the finance minister said that she had been at her daughter's recital. Banks make up 31 percent of the index, so that four of them accounted for most of the gain.", next="consumer prices and car registrations"),
]

WEATHER = [
    [["The weather office issued {color} warning for {area} from {from_} to {to}."]],
    [["{what}"]], [["{advice}"]],
    [["A yellow warning means be aware, an amber one be prepared and a red one take action. Warnings are updated at six in the morning and at six in the evening, and those who live near rivers can have them sent to a telephone."]],
]
WEATHER_FILLS = [
    dict(color="an amber", area="the western dales", from_="Sunday noon", to="Monday at dawn", what="Up to 70 millimeters of rain could fall on ground that is still full from last week, and the Esk is expected to reach the lower lawns of Farleigh by midnight. Sandbags were being handed out at the cattle market, five for each house with a cellar.", advice="Campers were told to leave the islands and the Farleigh half-marathon was put off for the second time. Trains west of the junction will run at half speed, because a bank slipped there in 2023."),
    dict(color="a red", area="the coast between Selby Head and Marram", from_="Thursday evening", to="Friday noon", what="A spring tide and gusts of 95 miles an hour together could push the sea over the new wall at Marram, engineers said, although it was built for a flood that comes once in two centuries.", advice="Nine hundred people were asked to sleep elsewhere; the cinema opened its seats, and the lifeboat crew moved its own families first. Fishing boats rode at double moorings and the lighthouse café brought in its sign."),
]
COURT = [
    [["{who} was {sentence} on {day} for {crime}."]], [["{story}"]], [["{defence}"]],
    [["Judge {judge} said that the case was a sad one. \"I have read every letter that was sent to me and none of them changes the arithmetic,\" the court was told."]],
    [["The maximum sentence for the offence is ten years. Under rules in force since 2018 a prisoner serves at least half of a term before a board may consider release."]],
]
COURT_FILLS = [
    dict(who="A church organist who sold pipes from his own instrument", sentence="jailed for two years", day="Wednesday", crime="theft", story="Over six years Crispin Hale, 52, took 214 pipes, the court heard, starting with those that nobody could hear. Parishioners noticed only when a Christmas carol came out a third lower than they could sing.", defence="His lawyer said he had a debt to a roofer and had always meant to buy them back. Police found 180 of them in a restaurant in Harsk, where they serve as lamps.", judge="Amma Rowntree"),
    dict(who="A lottery clerk", sentence="given a suspended term of eighteen months", day="Monday", crime="fraud", story="Delphine Marsh, 34, told an 80-year-old customer that her winning ticket was worth $50 and kept the difference of $212,000. She was found out when she applied for a mortgage and listed luck as her profession.", defence="She has repaid all but $9,000 and apologized in person, bringing a cake, which the customer did not eat.", judge="Leopold Finch"),
]

ASIA = [
    ("zh1", "dev", "2026-03-05", "青禾电机召回四万台电动自行车", "青禾电机周四宣布召回约四万台电动自行车，原因是部分车辆的前刹车线在低温下可能断裂。公司表示，目前已收到十七起故障报告，其中两人轻伤。\n召回涉及去年八月至今年一月在临江工厂生产的三个型号。车主可以在任何一家门店免费更换部件，整个过程大约需要二十分钟。\n公司总经理陆闻笙说：“我们晚了三个星期才发现问题，这是我们的责任。”她承诺在四月底之前完成全部更换工作。\n市场监管部门已经派人前往工厂检查，并要求公司提交供应商名单。受消息影响，青禾电机股价当天下跌百分之六。"),
    ("zh2", "dev", "2026-03-19", "临江旧码头改建为图书馆", "停用了二十六年的临江旧码头将改建为一座可以容纳八百名读者的公共图书馆，市政府周四公布了设计方案。\n设计师保留了原来的三台起重机，读者可以乘坐电梯登上其中最高的一台，在玻璃房里看书。工程预计耗资一亿两千万元，明年秋天开放。\n曾经在码头工作的装卸工人将担任讲解员。七十三岁的罗守义说，他在这里扛了三十年麻袋，却从来没有坐下来看过江。\n附近居民担心停车困难，市政府表示将增加两条公交线路，并在夜间延长轮渡时间。"),
    ("zh3", "held", "2026-03-11", "松岭茶农用无人机驱赶野猪", "松岭县的茶农今年春天开始使用会学老虎叫的无人机驱赶野猪，当地合作社周三说，受损茶园面积已经减少了一半。\n去年冬天，野猪在山坡上拱翻了将近两千亩茶树，农民试过灯光、鞭炮和辣椒水，都只能维持几天。\n负责操作无人机的是一名十九岁的学生，他从动物园录来了声音，并且每隔三天更换一次飞行路线，免得野猪习惯。\n专家提醒说，野猪很聪明，这种办法也许只在第一年有效。合作社已经准备好明年改用狼的叫声。"),
    ("ja1", "dev", "2026-03-12", "みなと製菓、社長に初の社外出身者", "老舗菓子メーカーのみなと製菓は十二日、四月一日付で元鉄道会社役員の浅葉千景氏が社長に就任すると発表した。創業家以外から社長を迎えるのは百四年の歴史で初めてとなる。\n現社長の湊屋宗太郎氏は会長に退く。同社は昨年、主力のかりんとうの売り上げが二割減り、北町工場の閉鎖を決めていた。\n浅葉氏は記者会見で「お菓子は時刻表のように毎日正確に届かなければならない」と述べ、駅での販売を三倍に増やす考えを示した。\n労働組合は新社長と早期に話し合いたいとしている。株価は一時、前日比で九％上昇した。"),
    ("ja2", "held", "2026-03-18", "島の郵便船、六十年の航海に幕", "人口四十二人の鷺島に手紙を運び続けた郵便船「しらさぎ丸」が十八日、最後の航海を終えた。船長の汐見平吉さんは七十九歳で、欠航したのは六十年でわずか三十一日だった。\n来月からは本土の会社が小型の高速船を週三回走らせる。島民は桟橋に集まり、色とりどりの紙テープで船を見送った。\n汐見さんは「手紙は減ったが、薬と野菜の種は増えた。船が要らなくなったわけではない」と話した。\n船は修理したうえで、小学校の校庭に置かれ、子どもたちの図書室として使われる予定だ。"),
    ("th1", "held", "2026-03-25", "ชาวบ้านบ้านหนองแสงเปิดตลาดน้ำกลางคืน", "ชาวบ้านบ้านหนองแสงเปิดตลาดน้ำกลางคืนเป็นครั้งแรกเมื่อวันพุธ หลังจากเขื่อนแห่งใหม่ทำให้ระดับน้ำในคลองสูงพอสำหรับเรือพาย มีเรือเข้าร่วมหกสิบสองลำและมีผู้มาเที่ยวมากกว่าสามพันคน\nนายบุญเหลือ แก้วคำวัง ผู้ใหญ่บ้าน กล่าวว่าตลาดจะเปิดทุกคืนวันพุธและวันเสาร์จนถึงเดือนกรกฎาคม รายได้ร้อยละสิบจะนำไปซ่อมสะพานไม้ที่พังเมื่อสองปีก่อน\nแม่ค้าขายขนมครกคนหนึ่งบอกว่า เธอขายหมดภายในหนึ่งชั่วโมงและต้องพายเรือกลับบ้านไปเอาแป้งเพิ่มถึงสามครั้ง\nเจ้าหน้าที่เตือนให้ผู้โดยสารสวมเสื้อชูชีพ และห้ามจุดพลุใกล้เรือที่บรรทุกแก๊สหุงต้ม"),
]


def tell(paragraphs, n, shift, fill):
    lines, slot = [], 0
    for paragraph in paragraphs:
        said = []
        for ways in paragraph:
            said.append(ways[(n + slot * shift) % len(ways)].format(**fill))
            slot += 1
        lines.append(" ".join(s[:1].upper() + s[1:] for s in said))
    return "\n".join(lines)


def day(n):
    """Day n of 2026, as YYYY-MM-DD."""
    import datetime
    return str(datetime.date(2026, 1, 1) + datetime.timedelta(days=n))


def stories():
    """(name, half, date, title, text) of every composed story."""
    for half, companies in COMPANIES.items():
        for c, (co, background, chief) in enumerate(companies):
            for n, f in enumerate(RESULTS_FILLS):
                yield f"results-{co}-{n}", half, day(64 + 96 * n + c), f["title"].format(co=co), tell(RESULTS, n + c, 1, {**f, "co": co, "background": background, "chief": chief, "profit": str(int(f["profit"]) + 7 * c), "pct": str(int(f["pct"]) + 5 * c)} if c == 0 else {**f, **OTHER[n], "co": co, "background": background, "chief": chief})
            f = PREVIEW_FILLS[c]
            yield f"preview-{co}", half, day(58 + c), f["title"].format(co=co), tell(PREVIEW, c, 1, {**f, "co": co, "background": background})
    for name, frame, fills, gap, title in [
        ("obituary", OBITUARY, OBITUARY_FILLS, 3, "{name}, {who}, dies at {age}"), ("match", MATCH, MATCH_FILLS, 4, "{win} beat {lose} {score}"),
        ("market", MARKET, MARKET_FILLS, 7, "Week on the markets: index {up} {pct} percent"),
        ("weather", WEATHER, WEATHER_FILLS, 5, "Weather office issues {color} warning for {area}"), ("court", COURT, COURT_FILLS, 5, "{who} {sentence}")]:
        for n, f in enumerate(fills):
            half = ("dev", "held")[n * 2 // len(fills)]
            yield f"{name}-{n}", half, day(62 + gap * n), f["title"].format(**f) if "title" in f else title.format(**f), tell(frame, n, 1, f)
    yield from ASIA


# The second company's own quarter: another detail and other words of its chief.
OTHER = [
    dict(pct="8", profit="143", sales="2,310", expect="139", quote="Our customers are hungry and our warehouses are empty,", outlook="confirmed", move="1.2", detail="A new line for small packs paid for itself in eleven months. Sugar and rubber, whose prices the group hedges for half a year, were cheaper than budgeted, and a court case over a name in the east was settled for a sum that both sides call modest.", day="Friday"),
    dict(pct="19", profit="98", sales="2,050", expect="110", quote="We raised prices once too often and heard about it at every till,", outlook="withdrew", move="12", detail="Three supermarkets took the products off their shelves in February and only one has put them back. A write-down of $22 million was booked on a brand bought in 2021, whose founder has sued for the right to use his own face.", day="Wednesday"),
]
