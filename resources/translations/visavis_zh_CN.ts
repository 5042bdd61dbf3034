<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Bar</name>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>正在讲话</translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation>按住讲话</translation>
    </message>
    <message>
        <source>Be heard for as long as this is held, whatever else is on</source>
        <translation>按住期间会听您讲话，无论其他开关如何</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Be silent, and forget what I was saying</source>
        <translation>停止说话，并忘掉我刚才说的</translation>
    </message>
    <message>
        <source>Wake</source>
        <translation>唤醒</translation>
    </message>
    <message>
        <source>Listen to me again</source>
        <translation>重新听我说话</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>休眠</translation>
    </message>
    <message>
        <source>Listen for nothing but its name</source>
        <translation>只听自己的名字</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>No mic</source>
        <translation>无麦克风</translation>
    </message>
    <message>
        <source>There is no microphone that can be used</source>
        <translation>没有可用的麦克风</translation>
    </message>
    <message>
        <source>Mic off</source>
        <translation>麦克风关</translation>
    </message>
    <message>
        <source>Turn the microphone on</source>
        <translation>打开麦克风</translation>
    </message>
    <message>
        <source>Mic on</source>
        <translation>麦克风开</translation>
    </message>
    <message>
        <source>Turn the microphone off</source>
        <translation>关闭麦克风</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>摄像头关</translation>
    </message>
    <message>
        <source>Turn the camera on</source>
        <translation>打开摄像头</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>无摄像头</translation>
    </message>
    <message>
        <source>There is no picture; turn the camera off</source>
        <translation>没有画面；关闭摄像头</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>摄像头开</translation>
    </message>
    <message>
        <source>Turn the camera off</source>
        <translation>关闭摄像头</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>What was said</source>
        <translation>说过的话</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Copy the whole conversation</source>
        <translation>复制整个对话</translation>
    </message>
    <message>
        <source>What you both say appears here.</source>
        <translation>双方说的话会显示在这里。</translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>speaking</source>
        <translation>正在说</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>被打断</translation>
    </message>
    <message>
        <source>not spoken</source>
        <translation>未朗读</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Speaker</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>End of turn judged</source>
        <translation>判断是否说完</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>First sound, last turn</source>
        <translation>首个声音，上一轮</translation>
    </message>
    <message>
        <source>First sound, usually</source>
        <translation>首个声音，通常</translation>
    </message>
    <message>
        <source>Turns kept</source>
        <translation>记录的轮数</translation>
    </message>
    <message>
        <source>Replies taken back</source>
        <translation>撤回的回复</translation>
    </message>
    <message>
        <source>Replies that broke off</source>
        <translation>中断的回复</translation>
    </message>
    <message>
        <source>Replies too long to hold</source>
        <translation>过长的回复</translation>
    </message>
    <message>
        <source>Microphone blocks lost</source>
        <translation>丢失的麦克风数据块</translation>
    </message>
    <message>
        <source>Speaker reference broken</source>
        <translation>扬声器参考中断</translation>
    </message>
    <message>
        <source>Events the window lost</source>
        <translation>窗口丢失的事件</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back to the conversation (Esc)</source>
        <translation>返回对话 (Esc)</translation>
    </message>
    <message>
        <source>Versions, settings and numbers; no words, pictures or names</source>
        <translation>版本、设置和数字；不含话语、图片或姓名</translation>
    </message>
    <message>
        <source>Levels of microphone and speaker in the last minute</source>
        <translation>最近一分钟麦克风和扬声器的音量</translation>
    </message>
    <message>
        <source>Speech and ends of turns in the last minute</source>
        <translation>最近一分钟的语音和发言结束</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生的事</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>The last minute</source>
        <translation>最近一分钟</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Memory of this process</source>
        <translation>本进程内存</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>System default</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>System default: {0}</source>
        <translation>系统默认：{0}</translation>
    </message>
    <message>
        <source>What is on the screen</source>
        <translation>屏幕内容</translation>
    </message>
    <message>
        <source>Camera {0}</source>
        <translation>摄像头 {0}</translation>
    </message>
    <message>
        <source>{0} (not found)</source>
        <translation>{0}（未找到）</translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>麦克风、扬声器和摄像头</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>Check the sound</source>
        <translation>检查声音</translation>
    </message>
    <message>
        <source>Say something, and look whether it reaches me.</source>
        <translation>说句话，看看我能否听到。</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>The camera is open only while it is on here.</source>
        <translation>只有在这里打开时，摄像头才会启用。</translation>
    </message>
    <message>
        <source>Waiting for the picture</source>
        <translation>正在等待画面</translation>
    </message>
    <message>
        <source>The camera is off. Turn it on to see its picture.</source>
        <translation>摄像头已关闭。打开即可查看画面。</translation>
    </message>
    <message>
        <source>The microphone is being opened.</source>
        <translation>正在打开麦克风。</translation>
    </message>
    <message>
        <source>I hear you.</source>
        <translation>我听到您了。</translation>
    </message>
    <message>
        <source>Say something: the bar should move.</source>
        <translation>说句话：音量条应该会动。</translation>
    </message>
    <message>
        <source>What answers you</source>
        <translation>谁来回答您</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>正在查看这台电脑…</translation>
    </message>
    <message>
        <source>Engine settings</source>
        <translation>引擎设置</translation>
    </message>
    <message>
        <source>Leave the first steps and choose there</source>
        <translation>离开初始步骤，去那里选择</translation>
    </message>
    <message>
        <source>What the starter engine is made of</source>
        <translation>入门引擎的组成</translation>
    </message>
    <message>
        <source>{0}, all here</source>
        <translation>{0}，全部就绪</translation>
    </message>
    <message>
        <source>{0}, in part missing</source>
        <translation>{0}，部分缺失</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Starter engine</source>
        <translation>入门引擎</translation>
    </message>
    <message>
        <source>Answers now, on any computer</source>
        <translation>现在就能回答，任何电脑都行</translation>
    </message>
    <message>
        <source>Hears, sees and speaks, in English</source>
        <translation>能听、能看、能说（英语）</translation>
    </message>
    <message>
        <source>Time, timers, sums, units, what you told it</source>
        <translation>时间、计时、算术、单位、记忆</translation>
    </message>
    <message>
        <source>Names and reads what the camera shows</source>
        <translation>识别并朗读摄像头画面</translation>
    </message>
    <message>
        <source>Basic: knows little, and makes up the rest</source>
        <translation>基础：所知有限，其余会编造</translation>
    </message>
    <message>
        <source>No other language</source>
        <translation>不支持其他语言</translation>
    </message>
    <message>
        <source>The large one, fetched by you</source>
        <translation>大模型，由您自行下载</translation>
    </message>
    <message>
        <source>One model that hears, sees and speaks</source>
        <translation>一个模型：听、看、说</translation>
    </message>
    <message>
        <source>Knows more, in English and Chinese</source>
        <translation>知识更多，支持英语和中文</translation>
    </message>
    <message>
        <source>Untried here with its real weights</source>
        <translation>尚未用真实权重试过</translation>
    </message>
    <message>
        <source>can</source>
        <translation>能</translation>
    </message>
    <message>
        <source>This computer has {0} of memory, which its graphics shares.</source>
        <translation>这台电脑有 {0} 内存，与图形共享。</translation>
    </message>
    <message>
        <source>This computer has {0} of memory and no graphics card that helps.</source>
        <translation>这台电脑有 {0} 内存，没有可用的显卡。</translation>
    </message>
    <message>
        <source>This computer has {0} of memory and a graphics card of {1}.</source>
        <translation>这台电脑有 {0} 内存和 {1} 的显卡。</translation>
    </message>
    <message>
        <source>{0} suits this computer.</source>
        <translation>{0} 适合这台电脑。</translation>
    </message>
    <message>
        <source>{0} fits, but would answer slowly.</source>
        <translation>{0} 装得下，但回答会很慢。</translation>
    </message>
    <message>
        <source>Too large for this computer.</source>
        <translation>对这台电脑来说太大。</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>to fetch</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>graphics memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Skip (Esc)</source>
        <translation>跳过 (Esc)</translation>
    </message>
    <message>
        <source>The settings can show these steps again</source>
        <translation>可在设置中再次显示这些步骤</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>第 {0} 步，共 {1} 步</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Hello, I am Visavis</source>
        <translation>您好，我是 Visavis</translation>
    </message>
    <message>
        <source>Someone to talk to, face to face.</source>
        <translation>一个可以面对面交谈的伙伴。</translation>
    </message>
    <message>
        <source>Conversations are kept as text on this computer, as you have set. No sound is, and the settings can delete it all.</source>
        <translation>按照您的设置，对话以文字形式保存在这台电脑上。不保存声音，并可在设置中全部删除。</translation>
    </message>
    <message>
        <source>A conversation is forgotten when it ends, unless you ask for a history in the settings. The camera is off until you turn it on.</source>
        <translation>对话结束即被忘记，除非您在设置中开启历史记录。摄像头在您打开之前一直关闭。</translation>
    </message>
    <message>
        <source>Just talk</source>
        <translation>直接说话</translation>
    </message>
    <message>
        <source>I listen, answer aloud, and you may interrupt me at any time. With the camera on I see what you show me. You can try it right now.</source>
        <translation>我会倾听并出声回答，您可以随时打断我。打开摄像头，我就能看到您给我看的东西。现在就可以试试。</translation>
    </message>
    <message>
        <source>It stays on this computer</source>
        <translation>一切留在这台电脑上</translation>
    </message>
    <message>
        <source>Models on this computer do all of the hearing, seeing and speaking. Nothing is sent anywhere, and there is no account. The network is used only to fetch models you ask for.</source>
        <translation>听、看、说全部由这台电脑上的模型完成。不向任何地方发送数据，也无需账号。网络只用于下载您要求的模型。</translation>
    </message>
    <message>
        <source>Nothing is kept unasked</source>
        <translation>未经要求不保存任何内容</translation>
    </message>
</context>
<context>
    <name>Hint</name>
    <message>
        <source>The microphone is off. Turn it on to talk.</source>
        <translation>麦克风已关闭。打开它即可讲话。</translation>
    </message>
    <message>
        <source>The models are being loaded.</source>
        <translation>正在加载模型。</translation>
    </message>
    <message>
        <source>Say “Hey Visavis”, or press Wake.</source>
        <translation>请说“Hey Visavis”，或按“唤醒”。</translation>
    </message>
    <message>
        <source>Just start talking.</source>
        <translation>直接开口说话即可。</translation>
    </message>
    <message>
        <source>Talk to interrupt.</source>
        <translation>开口即可打断。</translation>
    </message>
    <message>
        <source>Go on, I am listening.</source>
        <translation>请继续，我在听。</translation>
    </message>
</context>
<context>
    <name>Mood</name>
    <message>
        <source>Getting ready</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>休眠中</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>聆听中</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考中</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>说话中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>未在聆听</translation>
    </message>
</context>
<context>
    <name>NoticeCard</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>重置 {0}</translation>
    </message>
    <message>
        <source>Set for this start on the command line.</source>
        <translation>本次启动由命令行指定。</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Hearing</source>
        <translation>听觉</translation>
    </message>
    <message>
        <source>Chat model</source>
        <translation>聊天模型</translation>
    </message>
    <message>
        <source>Omni engine</source>
        <translation>Omni 引擎</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>Turn-taking</source>
        <translation>轮流发言</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back to the conversation (Esc)</source>
        <translation>返回对话（Esc）</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>设置分组</translation>
    </message>
    <message>
        <source>This counts from the next conversation on.</source>
        <translation>从下一次对话开始生效。</translation>
    </message>
    <message>
        <source>Begin it now</source>
        <translation>立即开始</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation>没有这样的设置。</translation>
    </message>
    <message>
        <source>Show the first steps again</source>
        <translation>再次显示初始步骤</translation>
    </message>
    <message>
        <source>Diagnostics (Ctrl+D)</source>
        <translation>诊断 (Ctrl+D)</translation>
    </message>
</context>
<context>
    <name>Size</name>
    <message>
        <source>{0} GB</source>
        <translation>{0} GB</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
</context>
<context>
    <name>SoundCheck</name>
    <message>
        <source>You will hear a chime</source>
        <translation>您将听到一声提示音</translation>
    </message>
    <message>
        <source>Be quiet for three seconds.</source>
        <translation>请安静三秒钟。</translation>
    </message>
    <message>
        <source>The check was broken off</source>
        <translation>检查被中断</translation>
    </message>
    <message>
        <source>Try it again in a moment.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>A short chime shows whether I can hear you while I am speaking.</source>
        <translation>一声短促的提示音可以测出我说话时能否听到您。</translation>
    </message>
    <message>
        <source>I hear you over my own voice, so you can interrupt me.</source>
        <translation>我说话时也能听到您，因此您可以打断我。</translation>
    </message>
    <message>
        <source>Nothing of my voice comes back</source>
        <translation>听不到我自己的声音</translation>
    </message>
    <message>
        <source>As with headphones, which is best of all.</source>
        <translation>如同戴着耳机，这是最好的情况。</translation>
    </message>
    <message>
        <source>The speaker is very loud at the microphone</source>
        <translation>麦克风处的扬声器声音过大</translation>
    </message>
    <message>
        <source>Turn it down or move the two apart, then check again.</source>
        <translation>请调低音量或将两者分开，然后再检查。</translation>
    </message>
    <message>
        <source>The room is noisy</source>
        <translation>房间里很吵</translation>
    </message>
    <message>
        <source>Move the microphone closer, or turn noise suppression on in the settings.</source>
        <translation>请把麦克风移近，或在设置中开启降噪。</translation>
    </message>
    <message>
        <source>The microphone gives no sound</source>
        <translation>麦克风没有声音</translation>
    </message>
    <message>
        <source>See whether it is muted, and whether the system&apos;s privacy settings allow it.</source>
        <translation>请检查它是否静音，以及系统隐私设置是否允许使用。</translation>
    </message>
    <message>
        <source>Noise {0} dB</source>
        <translation>噪声 {0} dB</translation>
    </message>
    <message>
        <source>Your speakers are fine for hands-free</source>
        <translation>您的扬声器适合免提交谈</translation>
    </message>
    <message>
        <source>echo {0} dB fainter, {1} ms late</source>
        <translation>回声低 {0} dB，延迟 {1} 毫秒</translation>
    </message>
</context>
<context>
    <name>Speaker</name>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Visavis</source>
        <translation>Visavis</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Omni engine: {0}</source>
        <translation>Omni 引擎：{0}</translation>
    </message>
    <message>
        <source>Starter engine, on this computer</source>
        <translation>入门引擎，在本机运行</translation>
    </message>
    <message>
        <source>Network: none</source>
        <translation>网络：无</translation>
    </message>
    <message>
        <source>Everything happens on this computer; nothing is sent.</source>
        <translation>一切都在本机进行，不发送任何内容。</translation>
    </message>
    <message>
        <source>No turn yet</source>
        <translation>尚无对话</translation>
    </message>
    <message>
        <source>First sound after {0}</source>
        <translation>{0} 后开始出声</translation>
    </message>
    <message>
        <source>Show what the wait was made of</source>
        <translation>显示等待时间的组成</translation>
    </message>
</context>
<context>
    <name>Timings</name>
    <message>
        <source>Silence noticed, reply begun</source>
        <translation>发现停顿，开始回答</translation>
    </message>
    <message>
        <source>End of turn confirmed</source>
        <translation>确认说完</translation>
    </message>
    <message>
        <source>First sound</source>
        <translation>首次出声</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>No microphone</source>
        <translation>没有麦克风</translation>
    </message>
    <message>
        <source>No speaker</source>
        <translation>没有扬声器</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>没有摄像头</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>How long you waited</source>
        <translation>您等待了多久</translation>
    </message>
    <message>
        <source>Counted from your last sound.</source>
        <translation>从您的最后一个声音算起。</translation>
    </message>
    <message>
        <source>The last {0} turns; usually {1}</source>
        <translation>最近 {0} 轮；通常 {1}</translation>
    </message>
</context>
</TS>
