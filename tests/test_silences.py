"""What a coach writes about and what never: which sentences speak of a topic, and which only use its words."""

import pandas as pd
import pytest
from test_text import sources

from coachkit import knowledge, quotations, reflection, silences, text

NONE_CORRECTED = pd.DataFrame({"sheet_id": [], "start": [], "end": [], "quote": [], "label": []})
TOPICS = knowledge.read_silences()

SPEAKS = {
    "endings": [
        "We have two sessions left and neither of us has mentioned it.",
        "How do I say goodbye to somebody who has told me so much?",
        "I dread the ending with her more than she does.",
        "In our final session I would like us to look back over the year.",
        "I shall miss him when we stop.",
        "He keeps finding new goals so that the coaching need not come to an end.",
        "What will be left when our work is done?",
        "She no longer needs me, and I was slow to see it.",
        "We have agreed to part in June and I keep putting off the talk about it.",
        "He thanked me for the year and neither of us got up.",
        "I want our last hour to be hers.",
        "The contract runs out at Easter and I find I am already grieving.",
        "What does it mean that she cancels as the end comes near?",
        "I keep meetings going because I am not ready to let her go.",
    ],
    "mistakes": [
        "I should have asked before I gave him the model.",
        "I interrupted her twice in the first five minutes.",
        "I misread her silence as agreement.",
        "It was my mistake to answer for him.",
        "I rescued him again, and he let me.",
        "I apologised to her at the start for being late.",
        "I wish I had let that question stand.",
        "That went badly and the doing was mine.",
        "I gave advice where a question would have served.",
        "My timing was off and it cost her the thought.",
        "I had not prepared and it showed.",
        "Looking back I pushed too hard.",
        "I apologise too much, and I did it again.",
        "I was wrong about his deputy.",
    ],
    "power": [
        "Her firm pays me, and that has more power over my questions than I like.",
        "He defers to me as though I were his director.",
        "I caught myself playing the expert again.",
        "There is an imbalance of power between us that we have never named.",
        "Whose agenda was it, his or mine?",
        "She is afraid of me, a little, since I know her chairman.",
        "Being a man of sixty I am easily taken for an authority by her.",
        "He outranks everyone he has ever talked to honestly.",
        "I notice that I never challenge those who could end my contract.",
        "It is her chief who decides whether I come back.",
        "She had to ask before she could be honest with me.",
        "I am white and she is not, and we both know it.",
        "He treats me as a servant of the firm.",
        "The one with the chequebook was not in the room, but we heard him.",
    ],
    "ethics": [
        "I reminded both of them that what is said here stays confidential.",
        "There is a conflict of interest in coaching him and his deputy.",
        "I wondered whether this was still coaching or already therapy.",
        "I may not disclose to sponsor what she told me.",
        "Was it right of me to stay silent about the reorganisation?",
        "We went over the boundary between mentoring and coaching in our agreement.",
        "I would not go behind his back.",
        "He asked me to keep something from his sponsor and I felt torn about it.",
        "I will say nothing of this to her sponsor.",
        "Am I allowed to use what the deputy told me?",
        "He is in no state to work, and coaching is not what he needs.",
        "The code of the body says that I must end it.",
        "I hold secrets from two people who report to each other.",
        "She agreed that I may keep notes for a year.",
    ],
    "own feelings": [
        "I felt ashamed of it.",
        "I was angry with him all the way home.",
        "It made me sad to hear it.",
        "I am proud of her.",
        "I felt a lump in my throat.",
        "I was afraid that she would leave.",
        "I dreaded the hour.",
        "My stomach turned over.",
        "I was touched by that.",
        "I envied him his calm.",
        "I felt nothing at all, which worried me.",
        "I came home delighted.",
    ],
}
ONLY_SOUNDS_LIKE_IT = {
    "endings": [
        "In our last session she set a plan.",
        "We ended the hour with a list of three names.",
        "He said goodbye on the phone and rang off.",
        "The end of our corridor is being painted.",
        "She might miss him at the meeting on Friday.",
        "He will close the contract with the supplier in May.",
        "Last time we spoke she had not slept.",
        "We finished with a question that she took away.",
        "The year ends with an audit and he is short of staff.",
        "She ended the call early.",
        "The final report goes to the board in May.",
        "He has stopped meeting his team on Mondays.",
        "They let go of two drivers last week.",
        "The last of our coffee went to the auditors.",
    ],
    "mistakes": [
        "He made a mistake in the budget and owned up to it.",
        "I missed the train and we spoke by phone.",
        "I was sorry to hear about his father.",
        "She should have told her board, she said.",
        "I should have the papers by Monday.",
        "“I got it wrong,” he said.",
        "She regretted the wording of her letter.",
        "He is always talked over by the finance people.",
        "He apologised for being late.",
        "The report was wrong by two pages.",
        "I missed the end of the news.",
        "She wishes she had kept her old post.",
        "They rescued the project in March.",
        "He said that I should have come by train.",
    ],
    "power": [
        "The power was off in half of the building.",
        "They are in a race to finish before the audit.",
        "She kept one hand on the steering wheel.",
        "The local authority has changed its forms.",
        "He has joined the steering group for the new depot.",
        "It was a privilege to watch her work.",
        "Her question was a powerful one.",
        "The flat above me is being sold.",
        "The new plant has more power than the old.",
        "Her car ran out of power on the bridge.",
        "He is in charge of forty lorries.",
        "She is on the board of the housing authority.",
        "The steering committee meets in May.",
        "They pay the drivers by the hour.",
    ],
    "ethics": [
        "The three-way took place in the boardroom.",
        "She will pass on the message to the depot.",
        "He lost the contract with the council.",
        "She reported back to her team on Monday.",
        "The dentist gave him a referral.",
        "He put on his other hat and coat and left.",
        "They drew the boundary of the site on the map.",
        "He has a good work ethic.",
        "He kept the receipt in a locked drawer.",
        "The council gave its consent to the new roof.",
        "She works with a dual screen.",
        "He passed on the folder to Dean.",
        "The path runs along the boundary.",
        "The agreement with the union was signed on Monday.",
    ],
    "own feelings": [
        "Long pause.",
        "He was angry with Dean all week.",
        "“I feel awful,” she said.",
        "She felt sick before the meeting.",
        "He drew a chart of the last three years.",
        "I feel that the second option is cheaper.",
        "She cried when she told me.",
        "I asked him how he felt.",
        "He was proud of the new depot.",
        "I think the plan is sound.",
        "We met at ten.",
        "Silence for a while.",
    ],
}
# Written when the phrases stood, and not used to mend them.
FRESH = {
    "endings": [
        "There are three sessions left, and I have not said so aloud.",
        "I wonder how he will manage without me.",
        "We said goodbye to each other twice.",
        "She would like six more months and I think we should close.",
    ],
    "mistakes": [
        "I ought to have let the pause run.",
        "I got the name of her daughter wrong.",
        "I was late and had not read my notes.",
        "I talked too much.",
    ],
    "power": [
        "She looks up to me, and I like it too much.",
        "I steered him to the answer that I wanted.",
        "He can have me removed with a word.",
        "I felt like a pupil in his office.",
    ],
    "ethics": [
        "Her manager asked me how she is doing, and I declined to answer.",
        "He told me of a fraud and I do not know whom I owe it to.",
        "Is it fair to coach him when I know what his chief plans?",
        "What she told me stays in this room.",
    ],
    "own feelings": [
        "I was so ashamed that I could not look at her.",
        "I felt relief when he cancelled.",
        "I was bored, if I am honest.",
        "It hurt me more than I let on.",
    ],
}
FRESH_SOUNDS_LIKE_IT = {
    "endings": [
        "She wants to end the meeting with a summary.",
        "The last meeting of the board was in March.",
        "He parted with his old car.",
        "We come to the end of the list at noon.",
    ],
    "mistakes": [
        "The mistake in the invoice was theirs.",
        "She missed her target by a tenth.",
        "He felt that he should have spoken up.",
        "I asked him what he would regret.",
    ],
    "power": [
        "The tool lost power twice.",
        "The authority sent two inspectors.",
        "She wants more staff for the plant.",
        "He races pigeons.",
    ],
    "ethics": [
        "He has two hats in the cupboard.",
        "She signed the contract for the lorries.",
        "They share a room at the office.",
        "The consent form was blue.",
    ],
    "own feelings": [
        "He seemed happy.",
        "It was warm in the room.",
        "She told me about her fear of flying.",
        "I felt the table wobble.",
    ],
}


def topics_of(*texts: str) -> list[set[str]]:
    """The topics of each text, each a sheet of its own."""
    labelled = reflection.sentences(text.sentences(sources(*texts)), NONE_CORRECTED)
    spoken = silences.sentences(labelled, TOPICS)
    return [set(spoken.loc[spoken["source_id"] == f"S{number:03}", "topic"]) for number in range(1, len(texts) + 1)]


def found_in(topic: str, texts: list[str]) -> int:
    """How many of the texts are found to speak of the topic."""
    return sum(topic in found for found in topics_of(*texts))


@pytest.mark.parametrize("topic", SPEAKS)
def test_a_topic_is_told_from_sentences_that_only_use_its_words(topic):
    right, wrong = found_in(topic, SPEAKS[topic]), found_in(topic, ONLY_SOUNDS_LIKE_IT[topic])
    assert right / (right + wrong) >= 0.85  # precision
    assert right / len(SPEAKS[topic]) >= 0.9  # recall


def test_on_sentences_not_used_to_write_the_phrases_most_are_told_rightly():
    right = sum(found_in(topic, texts) for topic, texts in FRESH.items())
    wrong = sum(found_in(topic, texts) for topic, texts in FRESH_SOUNDS_LIKE_IT.items())
    assert (right, wrong, sum(map(len, FRESH.values()))) == (14, 3, 20)  # precision .82, recall .70


def test_every_topic_has_ten_sentences_or_more_and_half_of_them_traps():
    assert set(SPEAKS) == set(ONLY_SOUNDS_LIKE_IT) == set(FRESH) == set(FRESH_SOUNDS_LIKE_IT) == set(TOPICS["topic"])
    assert all(len(ONLY_SOUNDS_LIKE_IT[topic]) >= len(texts) >= 5 for topic, texts in SPEAKS.items())


def test_what_others_say_in_quotation_marks_is_not_what_the_coach_writes_of():
    assert topics_of('He said, "It is my fault. I got it wrong. I should have asked."') == [set()]


def test_a_quotation_that_is_never_closed_hides_three_sentences_at_most():
    bare = quotations.own_words(
        text.sentences(sources('He said, "No. One. Two. Three. It was my mistake.')), "source_id"
    )
    assert bare.str.strip().tolist() == ["He said,", "", "", "", "It was my mistake."]


@pytest.mark.parametrize(
    ("written", "own"),
    [
        ("It was ‘mine’, I said.", "It was       , I said."),
        ("“Mine,” I said, “don’t take it.”", "        I said,"),
        ("I don’t know the clients’ names.", "I don’t know the clients’ names."),
        ('so it was mine." I laughed.', "                 I laughed."),
    ],
)
def test_quotations_become_blanks_and_places_stay(written, own):
    given = pd.DataFrame({"sheet_id": ["S001"], "start": [0], "sentence": [written]})
    assert quotations.own_words(given).str.rstrip().tolist() == [own]


def labelled(*rows: tuple[str, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["label", "probability"])
    return table.assign(sheet_id="S001", start=range(len(rows)), end=range(1, len(rows) + 1), sentence="I felt ill.")


def test_a_feeling_that_is_unsure_is_not_counted_and_a_corrected_one_is():
    table = labelled(("Feeling", 0.49), ("Feeling", 0.5), ("Feeling", 1.0), ("Belief", 0.9))
    assert silences.sentences(table, TOPICS)["start"].tolist() == [2, 1]


def test_one_sentence_stands_for_one_topic_where_there_is_another():
    topics = pd.DataFrame(
        {"topic": ["a", "b"], "phrases": ["salt; pepper", "salt; water"], "unless": ["", "sea salt"], "question": "?"}
    )
    sheets = text.sentences(sources("I ate salt and pepper with water. I had sea salt. I drank water.")).assign(
        label="Other", probability=1.0
    )
    spoken = silences.sentences(sheets.rename(columns={"source_id": "sheet_id"}), topics)
    assert spoken[["topic", "start"]].values.tolist() == [["a", 0], ["a", 34], ["b", 0], ["b", 50]]
    assert silences.one_each(spoken)[["topic", "start"]].values.tolist() == [["a", 34], ["b", 50]]
    assert silences.one_each(spoken.head(3))[["topic", "start"]].values.tolist() == [["a", 34], ["b", 0]]
    assert silences.one_each(spoken.head(0)).empty


def test_a_star_in_a_phrase_stands_for_up_to_three_words():
    topics = pd.DataFrame({"topic": ["a"], "phrases": ["we * part"], "unless": [""], "question": ["?"]})
    sheets = text.sentences(
        sources("We part.", "We will soon part.", "We will then soon part.", "We two will then soon part.")
    ).assign(label="Other", probability=1.0)
    spoken = silences.sentences(sheets.rename(columns={"source_id": "sheet_id"}), topics)
    assert spoken["source_id"].tolist() == ["S001", "S002", "S003"]


def test_no_sheet_gives_a_row_for_each_topic_that_says_too_few():
    none = sources().rename(columns={})
    spoken = silences.sentences(reflection.sentences(text.sentences(none), NONE_CORRECTED), TOPICS)
    table = silences.silences(spoken, none[["source_id", "date"]], TOPICS)
    assert spoken.empty
    assert table["reading"].tolist() == ["too few to say (n = 0)"] * len(TOPICS)
