"""The invented situations of the test bulletin; `~` marks where a word may be broken."""

from __future__ import annotations

from tests.ingest.monitor_pages import Part, Situation

LIBYA = Situation(
    "Libya",
    "Current Crisis",
    "Popu~la~tions in Libya are ex~posed to war crimes while two rival coali~tions fight for the "
    "port of Tamrit.",
    (
        Part(
            "BACKGROUND",
            (
                "The coali~tion of the south began its march on Tamrit on 4 February and has "
                "since taken eleven of the four~teen villages that sur~round the port. Its "
                "artil~lery struck the grain market on three consec~utive Fridays, when farmers "
                "of the whole dis~trict come to sell. At least 212 civil~ians were buried in "
                "the orchard behind the clinic, accor~ding to its head nurse.",
                "Fighters of the northern coali~tion closed the coastal road in March and let "
                "no family pass without a pay~ment. Some 38,400 people have reached the salt "
                "flats on foot, where there is neither shade nor drink~ing water. Trucks that "
                "the munici~pality had sent for them were burned at the second check~point.",
                "Both coali~tions deny that they have hired pilots abroad. Pieces of two drones "
                "found near the light~house bore serial numbers of the same work~shop.",
            ),
        ),
        Part(
            "ANALYSIS",
            (
                "Neither side can take the port without starving the dis~tricts that feed it, "
                "and neither has shown that it minds. The clinic, the market and the cistern "
                "were struck although every one of them is marked on the maps which the "
                "observ~ers handed to both head~quarters. Such a pattern is hard to explain "
                "as error.",
                "Command~ers on either side were trained together and know each other by name. "
                "That has made local truces possible before, most recently for the date "
                "har~vest of last autumn.",
            ),
        ),
        Part(
            "RISK ASSESSMENT",
            (
                "Children under arms have been seen in six of the captured villages. The "
                "author~ities in Tamrit are unable to uphold their responsi~bility to protect "
                "the people on the salt flats.",
            ),
        ),
        Part(
            "INTERNATIONAL RESPONSE",
            (
                "The conference of neigh~bouring states met twice in April and parted without "
                "a joint state~ment. On 30 April its chair asked for moni~tors at the two "
                "remaining wells, a request that the southern coali~tion turned down within "
                "the hour.",
                "A panel of five jurists has gathered testi~mony from 460 witnesses and will "
                "report in September.",
            ),
        ),
        Part(
            "NECESSARY ACTION",
            (
                "Both coali~tions must open the coastal road to trucks with water before the "
                "hot season. States whose work~shops build parts for drones should stop every "
                "delivery to either side.",
            ),
        ),
    ),
)
BURUNDI = Situation(
    "Burundi",
    "Imminent Risk",
    "Teachers and their fami~lies in the lake dis~tricts of Burundi face abduc~tion by the league "
    "of the ruling party.",
    (
        Part(
            "BACKGROUND",
            (
                "The league was founded as a choir and a football club, and in many villages "
                "it still calls itself so. Since the school strike of January its members have "
                "drawn up lists of those who did not teach, and 57 of the people on these lists "
                "cannot be found. Neigh~bours say that white cars without number plates came "
                "for them before dawn.",
                "In March the governor of the eastern lake dis~trict praised the league for its "
                "vigi~lance. Eight days later a teacher who had com~plained of him by name was "
                "pulled from a bus at the customs house.",
            ),
        ),
        Part(
            "ANALYSIS",
            (
                "What began as a quarrel over wages has become a test of loyalty. The lists "
                "single out teachers from two of the five lake dis~tricts, where the oppo~sition "
                "won most seats, and this suggests that the purpose is to empty the schools in "
                "which voters register.",
                "The police have opened no inquiry into any of the abduc~tions. Impun~ity of "
                "this kind tells the league that it may go on.",
            ),
        ),
        Part(
            "RISK ASSESSMENT",
            (
                "Elections are due within the year, and the league has asked its members to "
                "stand guard at the polls. The govern~ment is mani~festly failing to uphold its "
                "responsi~bility to protect.",
            ),
        ),
        Part(
            "INTERNATIONAL RESPONSE",
            (
                "The regional court heard the case of three families on 11 April and ordered "
                "the govern~ment to produce the missing within thirty days. No answer had come "
                "when this issue went to press.",
            ),
        ),
        Part(
            "NECESSARY ACTION",
            (
                "The govern~ment must disband the league, give back the lists and tell the "
                "fami~lies where their rela~tives are. The regional court should send a judge "
                "to the lake dis~tricts before the polls open.",
            ),
        ),
    ),
)
PAIR = Situation(
    "Mali and Burkina Faso",
    "Serious Concern",
    "Herders along the border between Mali and Burkina Faso are at risk of atroc~ity crimes by "
    "armed groups of hunters.",
    (
        Part(
            "BACKGROUND",
            (
                "The wells along the border dried up two months earlier than usual, and herders "
                "moved south before the har~vest was in. At Korsi, hunters who guard the fields "
                "for pay opened fire on a column of 90 families and their cattle. Thirty-one "
                "people died that morning and nine more on the way to the dis~pensary.",
                "Since then markets on both sides of the border have turned herders away. The "
                "price of millet has doubled in two of the three border provinces.",
            ),
        ),
        Part(
            "ANALYSIS",
            (
                "The hunters are paid by the sack, so they gain when fields are kept empty of "
                "cattle. Nobody has disarmed them because the garrison at Korsi was with~drawn "
                "in December and its barracks stand empty.",
            ),
        ),
        Part(
            "RISK ASSESSMENT",
            (
                "Rumours that name whole villages as accom~plices travel faster than the rains. "
                "Where a garrison has gone, there is no one to whom a threat~ened family could "
                "turn.",
            ),
        ),
        Part(
            "INTERNATIONAL RESPONSE",
            (
                "A mission of elders from both countries visited Korsi on 2 May and proposed "
                "shared hours at the wells. Three donors have promised fodder for the dry "
                "months.",
            ),
        ),
        Part(
            "NECESSARY ACTION",
            (
                "Both govern~ments should bring the garrison back and put it under orders to "
                "protect herders and farmers alike. Those who pay the hunters must be named and "
                "tried.",
            ),
        ),
    ),
)
SITUATIONS = (LIBYA, BURUNDI, PAIR)
