from app.playback.start_rule import StartRule


def test_with_nothing_known_the_first_packet_tells_what_the_next_takes():
    rule = StartRule(margin=1.3)
    rule.begin(0.0)
    assert not rule.ready(0.4, 0.0)
    rule.packet(0.5)
    assert not rule.ready(0.5, 0.6)  # 0.5 s to wait, with margin 0.65 s
    assert rule.ready(0.5, 0.7)


def test_a_reply_whose_packets_grow_is_not_begun_too_early():
    """The first waits of a conversation are short and say little of the later ones."""
    rule = StartRule(margin=1.0)
    rule.begin(0.0)
    rule.packet(1.5)
    rule.packet(2.0)
    assert rule.predicted() == 1.5
    rule.packet(4.0)
    assert rule.predicted() == 2.0
    for packet in range(8):
        rule.packet(4.5 + 0.5 * packet)
    rule.begin(9.0)
    rule.packet(12.0)
    assert rule.predicted() == 2.0


def test_the_wait_for_a_second_packet_is_learnt_apart_from_those_for_longer_ones():
    rule = StartRule(margin=1.0)
    for reply in range(3):
        start = 20.0 * reply
        rule.begin(start)
        for came in (1.0, 1.5, 3.5, 7.5, 11.5):
            rule.packet(start + came)
    rule.begin(60.0)
    rule.packet(61.0)
    assert rule.predicted() == 0.5
    rule.packet(61.5)
    assert rule.predicted() == 2.0
    rule.packet(63.5)
    assert rule.predicted() == 4.0
    rule.underrun()
    assert rule.predicted() == 4.0


def test_time_that_was_waited_already_need_not_be_outlasted():
    rule = StartRule(margin=1.3)
    rule.begin(0.0)
    rule.packet(1.0)
    assert not rule.ready(1.0, 0.65)
    assert not rule.ready(1.4, 0.65)
    assert rule.ready(1.6, 0.65)


def test_a_packet_that_is_late_says_nothing_of_when_it_comes():
    rule = StartRule()
    rule.begin(0.0)
    rule.packet(0.1)
    assert not rule.ready(0.3, 0.01)
    rule.complete()
    assert rule.ready(0.3, 0.01)


def test_the_conversations_own_times_are_learnt_and_one_hiccup_is_not():
    rule = StartRule(margin=1.0)
    now = 0.0
    for _ in range(2):
        rule.begin(now)
        for _ in range(10):
            now += 0.1
            rule.packet(now)
    rule.begin(now)
    rule.packet(now + 5.0)
    rule.packet(now + 5.0 + 2.0)  # the hiccup
    assert abs(rule.predicted() - 0.1) < 1e-9
    rule.underrun()
    assert rule.predicted() == 2.0
    rule.begin(now + 9)
    assert abs(rule.predicted() - 0.1) < 1e-9
