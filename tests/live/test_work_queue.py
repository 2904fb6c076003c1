"""Things to do in a moment: all are done, whatever became of those before."""

import threading

from app.live.nodes.work_queue import WorkQueue


def test_after_rest_everything_is_done_even_after_a_failure(app, caplog):
    workers, guard, done = WorkQueue(app, workers=2, is_inline=False), threading.Event(), []

    def do(number: int) -> None:
        assert guard.wait(10)
        if number == 3:
            raise ValueError(number)
        done.append(number)

    for number in range(8):
        workers.add(do, number)
    threading.Timer(0.2, guard.set).start()
    workers.join()
    assert sorted(done) == [0, 1, 2, 4, 5, 6, 7]
    assert "A task of the live path failed." in caplog.text
