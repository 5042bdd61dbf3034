"""The skills together: who is asked first, and what none of them may catch."""

from __future__ import annotations

import pytest

from omni_core.starter.skills.all import LONGEST_REQUEST, MOST_REQUESTS, Skills
from omni_core.starter.skills.skill import Answer

ORDINARY = """
    What time did the war end?
    stop words in English
    my name is nobody is a film
    What is the capital of France?
    Who wrote Romeo and Juliet?
    How far is the moon?
    Why is the sky blue?
    Tell me a joke.
    What is a timer?
    How does an egg timer work?
    Who invented the clock?
    What is the meaning of life?
    How old is the universe?
    What is 9/11?
    What happened in 1984?
    I have two cats and one dog.
    The second time I went there it rained.
    How many people live in Berlin?
    How many planets are there?
    What is the population of Japan?
    What do you think about music?
    What should I cook tonight?
    I am tired.
    I'm hungry.
    Call me later.
    Do you know a good film?
    What day did the Titanic sink?
    When was Napoleon born?
    When is the next eclipse?
    What year did Columbus sail to America?
    What is the date of the Battle of Hastings?
    Where do penguins live?
    I live in fear.
    I live in a small flat.
    How long does it take to boil an egg?
    How long is the Nile?
    How much is a new car?
    How many times did Germany win the World Cup?
    What is the square of a town called?
    What is the root of the problem?
    Half of my friends are away.
    Is one plus one always two?
    Two and two make a pair.
    Who is your favourite singer?
    What is your name?
    What's your favourite colour?
    Remind me of a song by the Beatles.
    The timer in my oven is broken.
    Stop the war!
    Stop being so silly.
    Please repeat after me: hello.
    Say hello in French.
    What did you do yesterday?
    What did Einstein say?
    Thank you for the music is a song.
    Speak French.
    How fast is a cheetah?
    Faster than light travel, is it possible?
    How slow is a snail?
    Be quiet like a mouse is a saying.
    Wake me up before you go-go is a song.
    Who sings Wake Me Up When September Ends?
    Set the table for five.
    Give me five.
    What is a kilometre?
    How many inches of rain fell?
    What is the difference between a mile and a kilometre?
    What is the difference between five and a handful?
    How hot is the sun?
    Convert to Buddhism?
    What weighs more, a pound of feathers or a pound of lead?
    I need a minute.
    Wait a minute Mr Postman
    In ten minutes we leave.
    Tomorrow is another day.
    It is half past seven.
    What time is dinner in Spain?
    Do plants need time?
    What is time?
    Time flies.
    I forgot my name tag.
    What is my horoscope?
    What is my favourite?
    My dog is sick.
    My name means grace in Hebrew.
    My favourite is the blue one.
    Remember the Alamo.
    Do you remember me?
    Forget about it, who cares?
    Cancel culture is a topic.
    List the planets.
    List three fruits.
    Write a poem about 7 dwarfs.
    Hello!
    How are you?
    Good morning.
    Yes.
    No.
    OK
    100
    Seven of clubs.
    Ten of diamonds.
    It was the best of times, it was the worst of times.
    What's 24/7?
    Can you see me?
    Where are my keys?
    Who am I talking to?
    what does 5 o'clock shadow mean
    How many seconds did he need?
    Set me free.
    What are the odds?
    over and out
    one two three
    from 5 to 7
    She is 5 feet 10.
    the time in between
    Tell me about the time in France
    What is two-factor authentication?
    What is root beer?
"""


@pytest.mark.parametrize("words", [line.strip() for line in ORDINARY.strip().splitlines()])
def test_ordinary_talk_is_left_to_the_chat_model(talk, words: str) -> None:
    assert talk.ask(words) is None


@pytest.mark.parametrize("words", ["", " ", "?", "\n", "\u00e9\u4f60\u597d", "\x00", "'", "-"])
def test_next_to_nothing_is_nobodys_matter(talk, words: str) -> None:
    assert talk.ask(words) is None


def test_a_story_is_no_request(talk) -> None:
    assert talk.say("stop" + " " * LONGEST_REQUEST) is None


def test_skills_of_others_are_asked_last_and_by_name(talk) -> None:
    class Parrot:
        def answer(self, words, context, /):
            return Answer(words)

    skills = Skills({"parrot": Parrot()})
    assert skills.names[-1] == "parrot"
    talk.skill = skills
    assert talk.say("hello there") == "hello there"
    assert talk.say("what is 2 plus 2") == "2 plus 2 is 4."


def test_one_skill_each_answers_the_commonest_request(skills) -> None:
    assert skills.names[:3] == ("stop", "again", "speed")
    assert len(set(skills.names)) == len(skills.names)


def test_several_requests_in_one_turn_are_answered_in_order(talk) -> None:
    answer = talk.ask("My name is Anna. What is my name? Set a timer. For a minute. Speak slower.")
    assert answer.text == (
        "Nice to meet you, Anna. Your name is Anna. Your timer is set to 1 minute. "
        "I will speak slower."
    )
    assert [action.kind for action in answer.actions] == ["timer.set"]
    assert talk.memory.facts["name"] == "Anna"
    assert talk.speed < 1.0
    assert talk.say("Stop. What is 2 plus 2?") == "2 plus 2 is 4."
    assert talk.ask("What? Repeat that.") == Answer("2 plus 2 is 4.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("I'm boiling an egg. Set a timer for 5 minutes.", "Your timer is set to 5 minutes."),
        ("Set a timer for 5 minutes. What is an egg?", "Your timer is set to 5 minutes."),
        ("Hello, my name is Anna. How are you?", "Nice to meet you, Anna."),
        ("I live in Berlin. It is nice there.", "I will remember that you live in Berlin."),
    ],
)
def test_what_is_to_be_done_or_kept_is_not_left_to_the_chat_model(talk, words, said) -> None:
    assert talk.say(words) == said


@pytest.mark.parametrize(
    "words",
    [
        "I was late for work again. Sorry.",
        "What is 2 plus 2? Why?",
        "Stop. " * (MOST_REQUESTS + 1),
    ],
)
def test_any_other_mixture_is_left_to_the_chat_model(talk, words: str) -> None:
    assert talk.ask(words) is None
