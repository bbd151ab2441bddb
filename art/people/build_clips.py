"""Writes all clips into one .glb and measures them: `python build_clips.py OUT.glb`."""
import sys
import numpy as np
import glb
import rig
import motion
import clips


def write(path, fps=15, quiet=False):
    out = glb.File()
    _, ids = out.skeleton(rig.J)
    out.holds(ids, rig.holds())
    report = {}
    for name, (fn, seconds, repeats, speed) in clips.CLIPS.items():
        ts, Q, hips, poses = motion.sample(fn, seconds, repeats, 24 if speed else fps)
        out.animation(name, ts, Q, ids, ('hips', hips + rig.J['hips'][0] - rig.J['root'][0]))
        slide = motion.foot_slide(ts, poses, speed) if name not in ('collapse', 'get_up', 'lie') else (0, 0)
        low = min(min(motion.contact_points(D, H, s)[k][2] for s in 'LR' for k in (0, 1)) for D, H in poses)
        jump = max(np.degrees(2 * np.arccos(np.clip(np.abs((q[1:] * q[:-1]).sum(1)), 0, 1))).max() * (24 if speed else fps) for q in Q.values())
        report[name] = dict(slide=slide, clear=motion.arm_clearance(poses), low=low, fastest=jump)
        if not quiet:
            print(f'{name:<17} {seconds:4.1f} s  speed {speed:4.2f}  foot slide mean {slide[0] * 100:5.2f} worst {slide[1] * 100:6.2f} cm/s  sole {low * 100:5.1f} cm  arm clear {report[name]["clear"] * 100:6.1f} cm  fastest {jump:5.0f} deg/s')
    size = out.save(path)
    print(f'{len(report)} clips, {size // 1024} kB')
    return report


if __name__ == '__main__':
    write(sys.argv[1])
