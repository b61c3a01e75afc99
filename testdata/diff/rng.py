"""A random generator whose numbers are the same on every Python: splitmix64."""

MASK = (1 << 64) - 1


class Rng:
    def __init__(self, *seed):
        self.state = 0
        for part in seed:
            for byte in str(part).encode() + b'/':
                self.state = (self.state * 0x100000001b3 + byte) & MASK
        self.next()

    def next(self):
        self.state = (self.state + 0x9e3779b97f4a7c15) & MASK
        z = self.state
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9 & MASK
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb & MASK
        return z ^ (z >> 31)

    def below(self, n):
        return self.next() % n

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def chance(self, percent):
        return self.below(100) < percent

    def weighted(self, weights):
        """A key of {key: weight}."""
        at = self.below(sum(weights.values()))
        for key, weight in weights.items():
            at -= weight
            if at < 0:
                return key
