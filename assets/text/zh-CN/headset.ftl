# 头显

help-play-vr = 在头显里进行；没有头显就在桌面进行
headset-found = 头显：{ $headset }（{ $runtime }）
headset-none = 没有可用的头显，改在桌面进行（{ $detail }）。请先装好并启动头显的 OpenXR 运行时（SteamVR、Meta Quest Link、Pico 互联或 Monado），再试一次。
headset-lost = 头显断开了，案件留在桌面上继续
settings-headset = 头显
settings-turn-smooth = 摇杆平滑转身
settings-turn-smooth-about = 关着时每推一下转三十度，不容易晕。
settings-vignette = 移动时收窄视野
settings-vignette-about = 用摇杆走动时遮住余光，不容易晕。
settings-seated = 坐着使用
settings-seated-about = 把视线抬到站着的高度；按下摇杆可以重新居中。
settings-headset-percent = 头显清晰度
settings-headset-percent-about = 按头显建议的百分比作画；画面卡就调低。下次启动起用。
doctor-headset-good = 头显：{ $detail }
doctor-headset-poor = 没有可用的头显（{ $detail }）
    .cure = 桌面照常可用。要用头显：装好并启动它的 OpenXR 运行时（SteamVR、Meta Quest Link、Pico 互联或 Monado）；Linux 上还要装 libopenxr-loader1。
doctor-recording = 请说一句话，正在录三秒……

hand-line = 左扳机 说话    右扳机 动作    A 轮盘    X 文书    握拳举到眼前 拍照    手到眉边 敬礼
hand-walk = 左摇杆
hand-turn = 右摇杆左右转，向前推再松手，瞬移到所指处
hand-act = 右手指着，扣扳机
hand-wheel = 右手 A
hand-talk = 按住左扳机
hand-radio = 手到肩头，按住扳机
hand-aside = 按住左手侧握键
hand-camera = 握拳举到眼前；再扣扳机是拍
hand-recorder = 手到胸前，扣扳机
hand-papers = 左手 X
hand-tablet = 左手 Y
hand-salute = 张开右手，停在眉边
hand-certificate = 握拳伸直，停一停
hand-step-back = 真的后退一步
hand-menu = 右手 B
hand-act-short = 扳机
hand-wheel-short = A
