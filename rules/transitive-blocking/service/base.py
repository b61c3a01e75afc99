import subprocess
import time


class Base:
    def base_fetch(self):
        return self.helper()

    def helper(self):
        return subprocess.run(["true"])

    def __exit__(self, *exception):
        time.sleep(1)

    def __enter__(self):
        return self

    def __iter__(self):
        while True:
            time.sleep(1)
            yield 1
