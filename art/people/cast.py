"""Who plays whom, which prop hangs where, which gesture is which clip; writes people.ron."""
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

# gesture of a line -> clip; what a face does is for the morphs.
GESTURES = {
    'nod': 'nod', 'point': 'point', 'point_ahead': 'point', 'point_away': 'point', 'point_car': 'point', 'point_around': 'point', 'point_in': 'point', 'point_up': 'point', 'guide': 'point',
    'film': 'film', 'phone_up': 'film', 'hold_up_phone': 'film', 'take_photo': 'photograph', 'phone': 'phone_call', 'take_phone': 'take', 'look_at_phone': 'write', 'cross_arms': 'cross_arms', 'fold_arms': 'cross_arms',
    'cry': 'cry', 'wipe_eyes': 'cry', 'cover_face': 'cry', 'cry_out': 'plead', 'shout': 'talk_angry', 'call_out': 'wave', 'stamp': 'talk_angry', 'hand_up': 'refuse', 'hands_up': 'step_back', 'raise_hands': 'step_back',
    'block': 'refuse', 'block_lens': 'refuse', 'wave': 'wave', 'wave_hand': 'refuse', 'wave_arms': 'talk_angry', 'open_arms': 'shrug', 'spread_hands': 'shrug', 'shrug': 'shrug', 'puzzled': 'shrug', 'worried': 'idle_uneasy',
    'rub_hands': 'idle_uneasy', 'wipe_brow': 'wipe_brow', 'scratch_head': 'wipe_brow', 'hold_head': 'wipe_brow', 'sigh': 'idle_sad', 'look_down': 'idle_sad', 'take_paper': 'take', 'reach': 'take', 'reach_out': 'hand_over',
    'hold_out': 'hand_over', 'hold_out_gift': 'hand_over', 'hold_out_hand': 'take', 'push_paper': 'hand_over', 'throw_paper': 'refuse', 'push_back': 'refuse', 'slap_away': 'refuse', 'show_card': 'show_certificate', 'hold_card': 'show_certificate',
    'show_phone': 'show_certificate', 'sign': 'write', 'write': 'write', 'type': 'write', 'read_paper': 'write', 'drink': 'drink', 'fall': 'collapse', 'sink': 'collapse', 'lie_down': 'collapse', 'stand_up': 'get_up', 'sit': 'sit',
    'run': 'run', 'run_over': 'run', 'hurry': 'run', 'step_back': 'step_back', 'step_aside': 'step_back', 'shield_goods': 'cling_cart', 'cover_goods': 'cling_cart', 'lean': 'cling_cart', 'lift_melon': 'pack_goods', 'push_bike': 'push_cart', 'plead': 'plead',
}


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
    L += ['    ],', '    gestures: [']
    L += [f'        (gesture: "{a}", clip: "{b}"),' for a, b in GESTURES.items()]
    L += ['    ],', ')', '']
    with open(path, 'w') as f:
        f.write('\n'.join(L))
