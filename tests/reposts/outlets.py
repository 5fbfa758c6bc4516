"""What each invented outlet prints around every text: own wording in each half. {clock}, {n} and {p} change from page to page."""

def _outlet(head, middle, cards, foot, long=False):
    return {"head": head.split("|"), "middle": middle, "cards": cards, "foot": foot.split("|"), "long": long}


OUTLETS = {
    "dev": {
        "lanternpost.example": _outlet("Home News Business Sport Culture Weather|Updated at {clock} · {n} comments|We and our 412 partners store information on your device to measure how pages are read. You can change your choice at any time in the privacy center.", "Sign up for Lantern Light, our free letter with the five things to know before breakfast.", "You may also like", "Share this article|Copper {p} +0.4% · Brent {p} −1.1% · Gold {p} +0.2%|© Lantern Post Media. Registered as a newspaper."),
        "thedailybrook.example": _outlet("The Daily Brook|{n} min read|Listen to this article", "Article continues below", "More stories from the Brook", "Support local journalism: for the price of a coffee a month you keep a reporter in the council chamber.|Follow us wherever you read|Terms of use · Privacy · Corrections · Contact the editor", True),
        "harbourledger.example": _outlet("Markets now: ALSI {p}  FX {p}  Tin {p}|Published {clock}|Save for later", "Advertisement: the tide tables for next year are out now at every kiosk.", "Read next", "Enter your email to get Closing Bell each weekday at five|By signing up you agree to receive messages from us and from companies we trust.|The Harbour Ledger is delivered by readers to readers since 1893."),
        "nordkurier24.example": _outlet("Menu Search Log in Subscribe|{clock} | Reading time {n} seconds|This page uses cookies that we need and cookies that we would like.", "Keep up with us on your phone: our app is small and makes no noise.", "Recommended for you", "Was this article helpful? Yes No|Copyright. No part may be reproduced without written permission of the publisher.", True),
        "valleycrier.example": _outlet("Valley Crier — every day but Sunday|{n} people are reading this", "Have you seen something? Send a picture to the desk.", "Top stories this hour", "Print this page|Lost cat notices are free of charge and appear on the last page."),
        "metroquill.example": _outlet("Breaking · Opinion · Puzzles · Video|Today's crossword has been solved by {n} readers|Last modified {clock}", "Your trial ends soon: renew now and save forty percent on the first year.", "Around the web", "Metro Quill values your feedback and reads all of it, though not always on the same day.|Manage notifications|Share via mail, message or pigeon", True),
    },
    "held": {
        "eastgateherald.example": _outlet("Latest Local Politics Money Life Obits|By our own staff, {clock}|To go on we ask for your consent: our site remembers you so that adverts do not repeat themselves.", "Get the Herald's evening digest, written by people, in your inbox at six.", "Don't miss", "Post to your wall|Silver {p}  Wheat {p}  Crown {p}|Eastgate Herald Ltd, member of the press council."),
        "thornbridgetimes.example": _outlet("Thornbridge Times|Estimated time to read: {n} minutes|Text size A A A", "Story continues after this message", "Trending in Thornbridge", "If you liked this, think of becoming a patron: reporting is paid for by those who read it.|Find us on every network|About · Jobs · Accessibility · Complaints", True),
        "ridgewire.example": _outlet("Indices {p}  {p}  {p}|Filed {clock}|Add to reading list", "Sponsored: a boiler service before the frost costs less than a plumber in it.", "Up next", "Leave your address and we will send the Ridge Report on Fridays|You can leave the list with one click, no hard feelings.|Ridgewire reports first and argues later."),
        "insulapresse.example": _outlet("Sections Find Account Offers|{clock} · {n} sec.|Some cookies make this work, others pay for it: choose below.", "Take the paper along: our reader works in tunnels too.", "Selected by our editors", "Spotted a mistake? Tell the corrections desk.|All rights reserved; quotation allowed with a link.", True),
        "fenmessenger.example": _outlet("The Fen Messenger, weekdays and market days|{n} reading now", "Tell us what is going on in your street.", "Most read", "Send to printer|Small ads are taken until Wednesday noon."),
        "capitalinkwell.example": _outlet("Now · Columns · Games · Pictures|{n} readers guessed the mystery photo|Edited {clock}", "Only three free articles are left to you this month: unlimited reading costs little.", "From our partners", "Capital Inkwell listens: write to the ombudsman about anything in these pages.|Alerts on or off|Pass it on by link, letter or loudspeaker", True),
    },
}
