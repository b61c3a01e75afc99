from .shelf import Shelf
