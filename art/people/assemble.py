"""Writes people.ron for the files that stand in a folder: `python assemble.py OUT`."""
import os
import sys
import looks
import looks_more  # noqa: F401  (registers more)
import cast
import head as H


def eye_height(k):
    """Height of the eyes in metres, from the look's numbers alone."""
    z = k.get('hshape', (1, 1, 1))[2] * k.get('head', 1.0) * (1.055 if k['sex'] == 'm' else 1.05)
    up = lambda v: H.CENTRE[2] + (v - H.CENTRE[2]) * z
    return k['cm'] / 100 / up(1.7365) * up(H.EZ)


def write(out):
    people = [(n, k, dict(eye=eye_height(k))) for n, k in looks.LOOKS.items() if os.path.exists(f'{out}/{n}.glb')]
    cast.ron(people, f'{out}/people.ron')
    return len(people)


if __name__ == '__main__':
    print(write(sys.argv[1]), 'people listed')
