# 头显

help-play-vr = 在头显里进行；没有头显就在桌面进行
help-play-measure = 与 --vr 案件 同用：在街上停留这么多秒，报出头显每帧用时，然后退出
headset-found = 头显：{ $headset }（{ $runtime }）
headset-none = 没有可用的头显，改在桌面进行（{ $detail }）。请先装好并启动头显的 OpenXR 运行时（SteamVR、Meta Quest Link、Pico 互联或 Monado），再试一次。
headset-lost = 头显断开了，案件留在桌面上继续
headset-back = 头显回来了
headset-frames = 头显：{ $frames } 帧；每帧处理用时 { $half } 毫秒（半数）、{ $most } 毫秒（百分之九十九）、{ $longest } 毫秒（最长）；两幅画面相隔 { $shown } 毫秒（百分之九十九），运行时要求 { $period } 毫秒；迟到 { $late } 幅。每秒九十帧的目标：百分之九十九在 11.1 毫秒以内。
settings-headset = 头显
settings-turn-smooth = 摇杆平滑转身
settings-turn-smooth-about = 关着时每推一下转三十度，不容易晕。
settings-vignette = 移动时收窄视野
settings-vignette-about = 用摇杆走动时遮住余光，不容易晕。
settings-felt = 手柄轻震
settings-felt-about = 指到能用的东西、做了动作、拍了照，手上轻轻一震。
settings-seated = 坐着使用
settings-seated-about = 把视线抬到站着的高度；按下摇杆可以重新居中。
settings-one-hand = 单手使用
settings-one-hand-about = 另一只手柄放在桌上看得见也不算：一只手包办，扳机做事，握把说话，其余在轮盘上。
settings-left-hand = 左撇子
settings-left-hand-about = 左手指点做事，右手说话走路；提示里写右手的，用左手。
settings-headset-percent = 头显清晰度
settings-headset-percent-about = 按头显建议的百分比作画；画面卡就调低。下次启动起用。
doctor-headset-good = 头显：{ $detail }
doctor-headset-poor = 没有可用的头显（{ $detail }）
    .cure = 桌面照常可用。要用头显：装好并启动它的 OpenXR 运行时（SteamVR、Meta Quest Link、Pico 互联或 Monado）；Linux 上还要装 libopenxr-loader1。
doctor-recording = 请说一句话，正在录三秒……

# 手柄上按键的名字
button-a = { $pad ->
    [vive] 触摸板
    [simple] 菜单键
   *[touch] A
    }
button-b = { $pad ->
    [vive] 菜单键
    [simple] 轮盘中间
   *[touch] B
    }
button-x = { $pad ->
    [index] A
    [vive] 触摸板
    [simple] 菜单键
   *[touch] X
    }
button-y = { $pad ->
    [index] B
    [vive] 菜单键
    [simple] 轮盘中间
   *[touch] Y
    }
hand-line = { $hands ->
    [one] { $pad ->
        [simple] 打字说话    扳机 动作    { button-a } 轮盘（文书、平板都在里面）    握拳举到眼前 拍照    手到眉边 敬礼
       *[touch] 按住握键 说话    扳机 动作    { button-a } 轮盘（文书、平板都在里面）    握拳举到眼前 拍照    手到眉边 敬礼
        }
    [bare] 左手捏住 说话    右手捏 动作    右手掌心对着眼睛 轮盘    握拳举到眼前 拍照    手到眉边 敬礼
    [lone] 握拳 说话    捏 动作    掌心对着眼睛 轮盘    握拳举到眼前 拍照    手到眉边 敬礼
   *[two] 左扳机 说话    右扳机 动作    { button-a } 轮盘    { button-x } 文书    握拳举到眼前 拍照    手到眉边 敬礼
    }
hand-walk = { $hands ->
    [one] { $pad ->
        [simple] 指着空地按住扳机，松开就到那里
       *[touch] 摇杆向前推，指着地面松手，瞬移到那里
        }
    [bare] 指着空地捏住，松开就到那里
    [lone] 指着空地捏住，松开就到那里
   *[two] { $pad ->
        [simple] 指着空地按住扳机，松开就到那里
       *[touch] 左摇杆
        }
    }
hand-turn = { $hands ->
    [one] { $pad ->
        [simple] 按住扳机指着空处，往旁边拉
       *[touch] 摇杆左右推
        }
    [bare] 捏住空处，往旁边拉
    [lone] 捏住空处，往旁边拉
   *[two] { $pad ->
        [simple] 右手按住扳机指着空处，往旁边拉
       *[touch] 右摇杆左右转，向前推再松手，瞬移到所指处
        }
    }
hand-act = { $hands ->
    [one] 指着，扣扳机
    [bare] 右手指着，捏拇指和食指
    [lone] 指着，捏拇指和食指
   *[two] 右手指着，扣扳机
    }
hand-wheel = { $hands ->
    [one] { button-a }
    [bare] 张开右手，掌心对着眼睛
    [lone] 张开手，掌心对着眼睛
   *[two] 右手 { button-a }
    }
hand-talk = { $hands ->
    [one] { $pad ->
        [simple] 打字，或两只手柄都拿上
       *[touch] 按住侧握键
        }
    [bare] 左手捏住不放
    [lone] 举着手握拳
   *[two] 按住左扳机
    }
hand-radio = { $hands ->
    [bare] 手到肩头，捏住不放
    [lone] 手到肩头，捏住不放
   *[two] 手到肩头，按住扳机
    }
hand-aside = { $hands ->
    [one] 要两只手
    [bare] 左手握拳
    [lone] 要两只手
   *[two] { $pad ->
        [simple] 这种手柄没有
       *[touch] 按住左手侧握键
        }
    }
hand-camera = { $hands ->
    [bare] 握拳举到眼前，食指伸着；弯食指是拍
    [lone] 握拳举到眼前，食指伸着；弯食指是拍
   *[two] 握拳举到眼前；再扣扳机是拍
    }
hand-recorder = { $hands ->
    [bare] 手到胸前，捏一下
    [lone] 手到胸前，捏一下
   *[two] 手到胸前，扣扳机
    }
hand-papers = { $hands ->
    [two] 左手 { button-x }
   *[one] 轮盘中间
    }
hand-tablet = { $hands ->
    [two] 左手 { button-y }
   *[one] 轮盘中间
    }
hand-salute = { $hands ->
    [one] 张开手，停在眉边
    [lone] 张开手，停在眉边
   *[two] 张开右手，停在眉边
    }
hand-certificate = { $pad ->
    [simple] 在轮盘上
   *[touch] 握拳伸直，停一停
    }
hand-step-back = { $seated ->
    [yes] 轮盘上选“后退一步”；椅子能挪，往后挪也行
   *[no] 真的后退一步
    }
hand-menu = { $hands ->
    [one] { button-b }
    [bare] 张开左手，掌心对着眼睛
    [lone] 轮盘中间
   *[two] 右手 { button-b }
    }
hand-act-short = { $hands ->
    [bare] 捏
    [lone] 捏
   *[two] 扳机
    }
hand-wheel-short = { $hands ->
    [bare] 掌心
    [lone] 掌心
   *[two] { button-a }
    }
headset-recentre = 重新居中（看着正前方按）
wheel-menu = 菜单
paper-pen = 按住，手写签名

menu-familiar = 三分钟熟悉头显
menu-familiar-why = 第一次戴？边做边学，随时可以跳过。
familiar-step = 熟悉头显　{ $at } / { $all }
familiar-skip = { $hands ->
    [one] 按 { button-b }，在菜单里可以跳过。
    [bare] 左手掌心对着眼睛，在菜单里可以跳过。
    [lone] 掌心对着眼睛，轮盘中间有菜单，可以跳过。
   *[two] 按右手 { button-b }，在菜单里可以跳过。
    }
familiar-skip-step = 跳过这一步
familiar-skip-all = 不用教了
familiar-end-about = 身体和手都会用了。接着把这个案件办完：先听，再讲，给人一条出路。
familiar-look = { $seated ->
    [yes] 转头四下看看，身子也可以转。
   *[no] 转头、转身，四下看看。
    }
familiar-turn = { $hands ->
    [one] { $pad ->
        [simple] 不想转身时：按住扳机指着空处，往旁边一拉，街就转过来。
       *[touch] 不想转身时：摇杆往旁边推一下，转三十度。
        }
    [bare] 不想转身时：右手捏住空处，往旁边一拉，街就转过来。
    [lone] 不想转身时：捏住空处，往旁边一拉，街就转过来。
   *[two] { $pad ->
        [simple] 不想转身时：右手按住扳机指着空处，往旁边一拉，街就转过来。
       *[touch] 不想转身时：右摇杆往旁边推一下，转三十度。
        }
    }
familiar-recentre = { $hands ->
    [one] { $pad ->
        [simple] 站偏了、高矮不对：轮盘中间进菜单，点“重新居中”，再点“继续”。
        [vive] 站偏了、高矮不对：按菜单键，点“重新居中”，再点“继续”。
       *[touch] 站偏了、高矮不对：看着正前方，把摇杆按下去。
        }
    [bare] 站偏了、高矮不对：左手掌心对着眼睛，在菜单里点“重新居中”，再点“继续”。
    [lone] 站偏了、高矮不对：掌心对着眼睛，轮盘中间进菜单，点“重新居中”，再点“继续”。
   *[two] { $pad ->
        [simple] 站偏了、高矮不对：轮盘中间进菜单，点“重新居中”，再点“继续”。
        [vive] 站偏了、高矮不对：按菜单键，点“重新居中”，再点“继续”。
       *[touch] 站偏了、高矮不对：看着正前方，把摇杆按下去。
        }
    }
familiar-walk = { $hands ->
    [one] { $pad ->
        [simple] 走到摊位前两步：指着前面的空地按住扳机，看见圆圈，松开就到。几步路自己走也行。
       *[touch] 走到摊位前两步：摇杆向前推，指着地面，松手就到。几步路自己走也行。
        }
    [bare] 走到摊位前两步：指着前面的空地捏住，看见圆圈，松开就到。几步路自己走也行。
    [lone] 走到摊位前两步：指着前面的空地捏住，看见圆圈，松开就到。几步路自己走也行。
   *[two] { $pad ->
        [simple] 走到摊位前两步：右手指着前面的空地按住扳机，看见圆圈，松开就到。几步路自己走也行。
       *[touch] 走到摊位前两步：右摇杆向前推，指着地面，松手就到。也可以用左摇杆，或自己迈步。
        }
    }
familiar-recorder = { $hands ->
    [bare] 打开执法记录仪：手放到胸前，捏一下。
    [lone] 打开执法记录仪：手放到胸前，捏一下。
   *[two] 打开执法记录仪：手放到胸前，扣一下扳机。
    }
familiar-salute = { $hands ->
    [one] 敬礼：张开手，举到眉边停一停。左手也算。
    [lone] 敬礼：张开手，举到眉边停一停。左手也算。
   *[two] 敬礼：张开右手，举到眉边停一停。
    }
familiar-talk = { $hands ->
    [one] { $pad ->
        [simple] 跟他说话：打字，或两只手柄都拿上，按住左扳机说；这一步可以跳过。
       *[touch] 跟他说话：按住侧握键，问声好，说明身份，说完松开。
        }
    [bare] 跟他说话：左手捏住，问声好，说明身份，说完松开。
    [lone] 跟他说话：手抬着握拳，问声好，说明身份，说完松开。
   *[two] 跟他说话：按住左扳机，问声好，说明身份，说完松开。
    }
familiar-certificate = { $pad ->
    [simple] 出示执法证：打开轮盘，选“出示执法证件”。
   *[touch] 出示执法证：握拳，胳膊伸直，停一停。
    }
familiar-camera = { $hands ->
    [bare] 拍照：握拳举到眼前，食指伸着；看着盲道，弯一下食指。放下手就收起相机。
    [lone] 拍照：握拳举到眼前，食指伸着；看着盲道，弯一下食指。放下手就收起相机。
   *[two] 拍照：按住侧握键，把手举到眼前；看着盲道，扣扳机。放下手就收起相机。
    }
familiar-act = { $hands ->
    [one] 指着摊上的东西，扣扳机：做名字下面写着的那件事。
    [bare] 右手指着摊上的东西，捏一下：做名字下面写着的那件事。
    [lone] 指着摊上的东西，捏一下：做名字下面写着的那件事。
   *[two] 右手指着摊上的东西，扣扳机：做名字下面写着的那件事。
    }
familiar-wheel = { $hands ->
    [one] 还能做什么？按 { button-a } 打开轮盘，指着选，扣扳机。再按一次关上。
    [bare] 还能做什么？右手张开，掌心对着眼睛停一停，轮盘就来；指着选，捏一下。再来一次关上。
    [lone] 还能做什么？手张开，掌心对着眼睛停一停，轮盘就来；指着选，捏一下。再来一次关上。
   *[two] 还能做什么？按右手 { button-a } 打开轮盘，指着选，扣扳机。再按一次关上。
    }
familiar-papers = { $hands ->
    [two] 文书：按左手 { button-x }。自己签名时，按住扳机在格子里写，点按钮也行。
   *[one] 文书：打开轮盘，中间有“文书”。自己签名时，按住在格子里写，点按钮也行。
    }
familiar-radio = { $hands ->
    [bare] 呼叫指挥中心：手放到肩头，捏住说话。
    [lone] 呼叫指挥中心：手放到肩头，捏住说话。
   *[two] 呼叫指挥中心：手放到肩头，按住扳机说话。
    }
familiar-step-back = { $seated ->
    [yes] 对方激动的时候，给他一步的距离：轮盘上选“后退一步”；椅子能挪，往后挪也行。
   *[no] 对方激动的时候，给他一步的距离：面对他，自己的脚往后退一步。身后要有空地。
    }
help-bench-eyes = frame 按几只眼布置：窗口一只，头显两只
fail-headset-unseen = 头显没有显示过画面，没有可量的。
    .cure = 戴上头显，看到街道，再试一次。
