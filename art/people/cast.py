"""Who plays whom, which prop hangs where; writes people.ron. Which gesture is which clip is
assets/people/gestures.ron, kept by hand."""
import os
import clips

# person id of a scenario -> look; ids that two scenarios share carry the scenario's folder name.
CAST = [
    ('xiaozhang', 'vendor_m24'), ('mobo', 'vendor_m67'), ('qin', 'vendor_f50'), ('mengmei', 'vendor_f31'), ('liangge', 'vendor_m45'),
    ('xiaowei', 'officer_m1'), ('control', 'operator_f36'), ('filmer', 'student_m22'), ('auntie', 'auntie_f61'), ('lushifu', 'blind_m58'),
    ('granny', 'granny_f76'), ('aqiang', 'hawker_m29'), ('xiaodou', 'child_m6'),
    ('he', 'driver_m37'), ('tang', 'driver_f23'), ('mo', 'driver_f41'), ('luo', 'driver_m49'), ('liu', 'driver_m48'), ('pang', 'mother_f34'),
    ('lan', 'officer_f1'), ('center', 'operator_f36'), ('jiang', 'pharmacist_f38'), ('axia', 'passenger_f29'), ('huang', 'rider_m40'),
    ('pai', 'student_m21'), ('zhao', 'chauffeur_m39'), ('xiaobao', 'child_m6'),
]
CAST_IN = [('sidewalk-parking', 'qin', 'elder_m71')]

SOCKETS = [('hand_r', 'hand.R', 'hold.R'), ('hand_l', 'hand.L', 'hold.L'), ('head', 'head', 'head'), ('chest', 'chest', 'chest'), ('hips', 'hips', 'hips')]

PROPS = [('phone', 'phone.glb', 'hand_r', ['film', 'photograph', 'phone_call']), ('paper', 'paper.glb', 'hand_r', ['hand_over', 'take']), ('cup', 'cup.glb', 'hand_r', ['drink']),
         ('banknotes', 'banknotes.glb', 'hand_l', ['count_money']), ('tape', 'tape.glb', 'hand_r', ['measure']), ('certificate', 'certificate.glb', 'hand_r', ['show_certificate']),
         ('radio', 'radio.glb', 'hand_r', []), ('bodycam', 'bodycam.glb', 'hand_r', []), ('camera', 'camera.glb', 'hand_r', ['photograph']),
         ('clipboard', 'clipboard.glb', 'hand_l', ['write']), ('pen', 'pen.glb', 'hand_r', ['write']), ('cane', 'cane.glb', 'hand_r', []), ('white_cane', 'white_cane.glb', 'hand_r', [])]


def ron(people, path):
    L = ['// Written by art/people; do not edit by hand.', '// Bones are named alike in every file and rest without rotation. Paths of the clips run person/root/hips/...',
         '(', '    format: 1,', '    people: [']
    for name, k, m in people:
        sex = 'Female' if k['sex'] == 'f' else 'Male'
        L.append(f'        (look: "{name}", file: "{name}.glb", sex: {sex}, age: {k["years"]}, dress: "{k["dress"]}", height_cm: {k["cm"]}, head_bone: "head", eye_height_cm: {round(m["eye"] * 100)}),')
    L += ['    ],', '    clips_file: "clips.glb",', '    clips: [']
    for name, (fn, seconds, repeats, speed) in clips.CLIPS.items():
        L.append(f'        (clip: "{name}", seconds: {seconds}, repeats: {"true" if repeats else "false"}, speed_m_s: {speed:.3f}),')
    L += ['    ],', '    // `node` is the place itself (a prop hangs there without a transform of its own), `bone` the bone it follows.', '    sockets: [']
    L += [f'        (socket: "{a}", bone: "{b}", node: "{c}"),' for a, b, c in SOCKETS]
    L += ['    ],', '    // Speeds hold for a person of scale 1; multiply them by the scale of the node `person`.', '    props: [']
    for a, f, s, c in PROPS:
        L.append(f'        (prop: "{a}", file: "props/{f}", socket: "{s}", clips: [{", ".join(chr(34) + q + chr(34) for q in c)}]),')
    L += ['    ],', '    cast: [']
    have = {n for n, _, _ in people}
    L += [f'        (person: "{a}", look: "{b}"),' for a, b in CAST if b in have]
    L += ['    ],', '    // Where two cases use one id for two people, the case decides.', '    cast_in: [']
    L += [f'        (scenario: "{s}", person: "{a}", look: "{b}"),' for s, a, b in CAST_IN if b in have]
    L += ['    ],', ')', '']
    with open(path, 'w') as f:
        f.write('\n'.join(L))
