import functools
import threading
import time


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print(function)
        return function(*args, **kwargs)
    return wrapper


def on_a_thread(function):
    def wrapper(*args):
        threading.Thread(target=function, args=args).start()
    return wrapper


def retried(times):
    def decorate(function):
        def wrapper(*args):
            for _ in range(times):
                try:
                    return function(*args)
                except OSError:
                    time.sleep(1)
        return wrapper
    return decorate
