"""Things to do in a moment: all are done, whatever became of those before."""

import threading

from app.live.errands import Errands


def test_after_rest_everything_is_done_even_after_a_failure(app, caplog):
    crew, gate, done = Errands(app, workers=2, is_inline=False), threading.Event(), []

    def do(number: int) -> None:
        assert gate.wait(10)
        if number == 3:
            raise ValueError(number)
        done.append(number)

    for number in range(8):
        crew.add(do, number)
    threading.Timer(0.2, gate.set).start()
    crew.rest()
    assert sorted(done) == [0, 1, 2, 4, 5, 6, 7]
    assert "An errand of the live path failed." in caplog.text
