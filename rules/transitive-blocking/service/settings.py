from pathlib import Path


def load(path):
    return parse(Path(path))


def parse(path: Path):
    return path.read_text()
