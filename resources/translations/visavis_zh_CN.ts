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
    <message>
        <source>Type</source>
        <translation>打字</translation>
    </message>
    <message>
        <source>Close the line</source>
        <translation>关闭输入行</translation>
    </message>
    <message>
        <source>Type instead of talking</source>
        <translation>打字代替说话</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>展示</translation>
    </message>
    <message>
        <source>Show a picture or the screen; or drop or paste a picture</source>
        <translation>展示图片或屏幕；也可以拖入或粘贴图片</translation>
    </message>
    <message>
        <source>Screen on</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>Stop sharing the screen</source>
        <translation>停止共享屏幕</translation>
    </message>
    <message>
        <source>Be heard while this is held; a short press begins, another ends it</source>
        <translation>按住时会听您讲话；短按开始，再按一次结束</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>Live captions</source>
        <translation>实时字幕</translation>
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
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Kept conversations (Ctrl+H)</source>
        <translation>保存的对话 (Ctrl+H)</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Visavis ended unexpectedly last time</source>
        <translation>Visavis 上次意外退出</translation>
    </message>
    <message>
        <source>A report tells where in the program; nothing you said is in it, and it stays here.</source>
        <translation>有一份报告说明出错的程序位置；其中没有您说过的话，报告只保存在本机。</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Copy the report, to paste it into a mail</source>
        <translation>复制报告，以便粘贴到邮件中</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Delete the report</source>
        <translation>删除报告</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
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
        <source>Memory of this process</source>
        <translation>本进程内存</translation>
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
        <source>The camera is off. Turn it on to see its picture.</source>
        <translation>摄像头已关闭。打开即可查看画面。</translation>
    </message>
    <message>
        <source>Waiting for the picture</source>
        <translation>正在等待画面</translation>
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
    <name>History</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Markdown, to be read</source>
        <translation>Markdown，便于阅读</translation>
    </message>
    <message>
        <source>JSON, with everything</source>
        <translation>JSON，包含全部内容</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>无法读取历史记录</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Nothing is kept yet</source>
        <translation>还没有保存任何内容</translation>
    </message>
    <message>
        <source>What you both say from the next conversation on stands here.</source>
        <translation>从下一次对话起，双方说的话会显示在这里。</translation>
    </message>
    <message>
        <source>The history is off</source>
        <translation>历史记录已关闭</translation>
    </message>
    <message>
        <source>What is said is forgotten when a conversation ends. If you like, it is kept as text on this computer, to be read, searched and gone on with.</source>
        <translation>对话结束后，所说的话就会被忘记。如果您愿意，可以以文字形式保存在这台电脑上，供阅读、搜索和继续。</translation>
    </message>
    <message>
        <source>Keep conversations</source>
        <translation>保存对话</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on with this conversation</source>
        <translation>继续这段对话</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write this conversation into a file</source>
        <translation>将这段对话写入文件</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete this conversation for good (Del)</source>
        <translation>永久删除这段对话 (Del)</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>更晚</translation>
    </message>
    <message>
        <source>Choose a conversation to read it.</source>
        <translation>请选择一段对话来阅读。</translation>
    </message>
    <message>
        <source>Starter engine</source>
        <translation>入门引擎</translation>
    </message>
    <message>
        <source>Omni engine</source>
        <translation>Omni 引擎</translation>
    </message>
    <message>
        <source>Nothing has all of these words.</source>
        <translation>没有包含所有这些词的内容。</translation>
    </message>
    <message>
        <source>These are the newest ones.</source>
        <translation>这些是最新的结果。</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>全部导出…</translation>
    </message>
    <message>
        <source>Delete all…</source>
        <translation>全部删除…</translation>
    </message>
    <message>
        <source>Write all conversations into a file</source>
        <translation>将所有对话写入文件</translation>
    </message>
    <message>
        <source>Delete all conversations for good</source>
        <translation>永久删除所有对话</translation>
    </message>
    <message>
        <source>Kept conversations</source>
        <translation>保存的对话</translation>
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
        <source>Keep what is said, as text, on this computer alone</source>
        <translation>以文字形式保存所说的话，仅在这台电脑上</translation>
    </message>
    <message>
        <source>Search what was said</source>
        <translation>搜索说过的话</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Delete this conversation for good?</source>
        <translation>永久删除这段对话？</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Delete all conversations for good?</source>
        <translation>永久删除所有对话？</translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation>全部删除</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Deleting without a trace…</source>
        <translation>正在彻底删除…</translation>
    </message>
    <message>
        <source>This counts from the next conversation on.</source>
        <translation>从下一次对话起生效。</translation>
    </message>
    <message>
        <source>Begin it now</source>
        <translation>现在开始</translation>
    </message>
    <message>
        <source>Written to {0}</source>
        <translation>已写入 {0}</translation>
    </message>
    <message>
        <source>This conversation was deleted.</source>
        <translation>这段对话已被删除。</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>1 turn</source>
        <translation>1 轮</translation>
    </message>
    <message>
        <source>{0} turns</source>
        <translation>{0} 轮</translation>
    </message>
    <message>
        <source>Without words</source>
        <translation>没有文字</translation>
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
    <name>Sentence</name>
    <message>
        <source>Your {label} timer is done.</source>
        <translation>您的“{label}”计时器到时间了。</translation>
    </message>
    <message>
        <source>your {label} timer ended {when}</source>
        <translation>您的“{label}”计时器已到时间（{when}）</translation>
    </message>
    <message>
        <source>While I was off, {things}.</source>
        <translation>在我关闭期间：{things}。</translation>
    </message>
    <message>
        <source>You asked me to remind you {label}.</source>
        <translation>您让我提醒您：{label}。</translation>
    </message>
    <message>
        <source>Your timer is done.</source>
        <translation>您的计时器到时间了。</translation>
    </message>
    <message>
        <source>Your timer for {label} is done.</source>
        <translation>您的“{label}”计时器到时间了。</translation>
    </message>
    <message>
        <source>I should have reminded you {label} {when}</source>
        <translation>我本应提醒您：{label}（{when}）</translation>
    </message>
    <message>
        <source>your timer ended {when}</source>
        <translation>您的计时器已到时间（{when}）</translation>
    </message>
    <message>
        <source>your timer for {label} ended {when}</source>
        <translation>您的“{label}”计时器已到时间（{when}）</translation>
    </message>
    <message>
        <source>1 more was due</source>
        <translation>另有 1 项到期</translation>
    </message>
    <message>
        <source>{more} more were due</source>
        <translation>另有 {more} 项到期</translation>
    </message>
    <message>
        <source>timers and reminders</source>
        <translation>计时器和提醒</translation>
    </message>
    <message>
        <source>I cannot see through the camera; connect it, close what else uses it, or allow it in the system&apos;s privacy settings.</source>
        <translation>我无法通过摄像头看到画面。请连接摄像头，关闭正在使用它的程序，或在系统隐私设置中允许访问。</translation>
    </message>
    <message>
        <source>The camera is gone; connect it and I see again.</source>
        <translation>摄像头已断开。重新连接后我就能继续看到。</translation>
    </message>
    <message>
        <source>I can see again.</source>
        <translation>我又能看到了。</translation>
    </message>
    <message>
        <source>{name} is a folder; name a file in it.</source>
        <translation>{name} 是文件夹，请指定其中的一个文件。</translation>
    </message>
    <message>
        <source>{name} is a pipe or a device; save its content to a file first.</source>
        <translation>{name} 是管道或设备，请先将内容保存为文件。</translation>
    </message>
    <message>
        <source>{name} is empty; choose another file.</source>
        <translation>{name} 是空文件，请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is too large ({size} MB); at most {most} MB can be read.</source>
        <translation>{name} 太大（{size} MB），最多可读取 {most} MB。</translation>
    </message>
    <message>
        <source>There is no file {name}; check the name.</source>
        <translation>找不到文件 {name}，请检查名称。</translation>
    </message>
    <message>
        <source>{name} may not be read; check its permissions.</source>
        <translation>没有读取 {name} 的权限，请检查其权限。</translation>
    </message>
    <message>
        <source>its name cannot be a file&apos;s</source>
        <translation>名称不能作为文件名</translation>
    </message>
    <message>
        <source>{name} cannot be opened ({reason}); choose another file.</source>
        <translation>无法打开 {name}（{reason}），请选择其他文件。</translation>
    </message>
    <message>
        <source>The photo {name} has more than {most} megapixels; make it smaller.</source>
        <translation>照片 {name} 超过 {most} 百万像素，请将其缩小。</translation>
    </message>
    <message>
        <source>{name} is not a photo that can be read; JPEG, PNG, WebP and similar files can.</source>
        <translation>{name} 不是可读取的照片；支持 JPEG、PNG、WebP 等格式。</translation>
    </message>
    <message>
        <source>{name} is an HEIC photo, which cannot be read yet; save it as JPEG or PNG.</source>
        <translation>{name} 是 HEIC 照片，目前还无法读取，请另存为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>The photo {name} is damaged or cut off; choose another one or save it again.</source>
        <translation>照片 {name} 已损坏或不完整，请选择其他照片或重新保存。</translation>
    </message>
    <message>
        <source>Say where the checkpoint is: --model FOLDER, or the setting omni.model.  `{command} models random FOLDER --shape tiny` makes one up to try.</source>
        <translation>请指明检查点的位置：--model 文件夹，或设置“模型文件夹”（omni.model）。可用 `{command} models random 文件夹 --shape tiny` 生成一个来试用。</translation>
    </message>
    <message>
        <source>There is no folder {folder}; check the name of the checkpoint.</source>
        <translation>找不到文件夹 {folder}，请检查检查点的名称。</translation>
    </message>
    <message>
        <source>The chat model {model} is neither a model pack nor a file; `{command} models list` shows the packs.</source>
        <translation>聊天模型 {model} 既不是模型包也不是文件；`{command} models list` 可列出模型包。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({reason}); make it by hand, or set {variable} to a folder that can be written to.</source>
        <translation>无法创建文件夹 {folder}（{reason}）。请手动创建，或将 {variable} 设为可写的文件夹。</translation>
    </message>
    <message>
        <source>The conversations are deleted, but another copy of the program still reads the file; their traces in it go when the history is opened next.</source>
        <translation>对话已删除，但另一个 Visavis 仍在读取该文件；残留内容会在下次打开历史记录时清除。</translation>
    </message>
    <message>
        <source>A damaged history beside {path} cannot be deleted; delete it by hand.</source>
        <translation>{path} 旁边的损坏历史记录无法删除，请手动删除。</translation>
    </message>
    <message>
        <source>conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>There is no conversation {number}; `{command} history list` shows what is kept.</source>
        <translation>没有编号为 {number} 的对话；`{command} history list` 可列出已保存的对话。</translation>
    </message>
    <message>
        <source>The {failed} engine {why}; the {other} engine goes on.</source>
        <translation>引擎“{failed}”{why}，由引擎“{other}”继续。</translation>
    </message>
    <message>
        <source>ran out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>出现故障</translation>
    </message>
    <message>
        <source>The file {file} of model pack {pack} could not be fetched: {reason}. Check the network connection and run the same command again; what has arrived is kept.</source>
        <translation>无法获取模型包 {pack} 的文件 {file}：{reason}。请检查网络连接后重试；已下载的部分会保留。</translation>
    </message>
    <message>
        <source>has not been fetched</source>
        <translation>尚未下载</translation>
    </message>
    <message>
        <source>The model pack {name} {what}; run `{command} models pull {name}` to fetch it.</source>
        <translation>模型包 {name} {what}；运行 `{command} models pull {name}` 即可下载。</translation>
    </message>
    <message>
        <source>is incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Fetching the models needs {needed} GB of disk space and {folder} has {free} GB left; free some space and run the same command again.</source>
        <translation>下载模型需要 {needed} GB 磁盘空间，而 {folder} 只剩 {free} GB。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>`python3 run.py setup omni` in a checkout, `pip install visavis[omni]` elsewhere</source>
        <translation>在源码目录中运行 `python3 run.py setup omni`，其他情况运行 `pip install visavis[omni]`</translation>
    </message>
    <message>
        <source>onnxruntime is installed in part, for its flavours overwrite each other; uninstall all of them, then install one, as docs/gpu.md tells.</source>
        <translation>onnxruntime 安装不完整，因为它的各个版本会相互覆盖。请全部卸载，再按 docs/gpu.md 的说明安装其中一个。</translation>
    </message>
    <message>
        <source>The omni engine needs {missing}, which is not installed: {how}.</source>
        <translation>Omni 引擎需要 {missing}，但它尚未安装：{how}。</translation>
    </message>
    <message>
        <source>{library} is installed and does not start ({reason}); install it again: {how}.</source>
        <translation>{library} 已安装但无法启动（{reason}）。请重新安装：{how}。</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read ({reason}); see that it may be read, or move it away.</source>
        <translation>无法读取设置文件 {path}（{reason}）。请使其可读，或将其移走。</translation>
    </message>
    <message>
        <source>The settings file {path} is written in a way that only a person can change; edit it by hand.</source>
        <translation>设置文件 {path} 的写法只能由人修改，请手动编辑。</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be written ({reason}); see that its folder may be written to and has room.</source>
        <translation>无法写入设置文件 {path}（{reason}）。请确保其文件夹可写且有空间。</translation>
    </message>
    <message>
        <source>the microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>the speaker</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>I use {name} as the microphone now.</source>
        <translation>我现在使用 {name} 作为麦克风。</translation>
    </message>
    <message>
        <source>I use {name} as the speaker now.</source>
        <translation>我现在使用 {name} 作为扬声器。</translation>
    </message>
    <message>
        <source>The microphone is gone; connect one and I go on.</source>
        <translation>麦克风已断开。连接一个麦克风后即可继续。</translation>
    </message>
    <message>
        <source>I find no microphone; connect one and I go on.</source>
        <translation>我找不到麦克风。连接一个麦克风后即可继续。</translation>
    </message>
    <message>
        <source>The speaker is gone; connect one and I go on.</source>
        <translation>扬声器已断开。连接一个扬声器后即可继续。</translation>
    </message>
    <message>
        <source>I find no speaker; connect one and I go on.</source>
        <translation>我找不到扬声器。连接一个扬声器后即可继续。</translation>
    </message>
    <message>
        <source>I cannot use {name}; another program may hold it, or I may not use it: close that program or allow it in the system&apos;s privacy settings.</source>
        <translation>我无法使用{name}。它可能正被其他程序占用，或没有访问权限：请关闭该程序，或在系统隐私设置中允许访问。</translation>
    </message>
    <message>
        <source>I have {name} as the microphone again.</source>
        <translation>{name} 又可以作为麦克风使用了。</translation>
    </message>
    <message>
        <source>I have {name} as the speaker again.</source>
        <translation>{name} 又可以作为扬声器使用了。</translation>
    </message>
    <message>
        <source>{name} sounds like a telephone while its own microphone is used; choose another microphone for full sound.</source>
        <translation>使用自带麦克风时，{name} 的音质如同电话。如需完整音质，请选择其他麦克风。</translation>
    </message>
    <message>
        <source>The sound library PortAudio is missing, so nothing can be played or heard; install it (on Debian and Ubuntu: sudo apt-get install libportaudio2).</source>
        <translation>缺少音频库 PortAudio，因此无法播放或收听。请安装它（在 Debian 和 Ubuntu 上：sudo apt-get install libportaudio2）。</translation>
    </message>
    <message>
        <source>The {what} in {path} cannot be read or written: {reason}.</source>
        <translation>无法读取或写入 {path} 中的{what}：{reason}。</translation>
    </message>
    <message>
        <source>The {what} in {path} were kept by a newer version of this program; start that one, or move the file away.</source>
        <translation>{path} 中的{what}由此程序的较新版本保存。请启动该版本，或将文件移走。</translation>
    </message>
    <message>
        <source>The {what} that were kept are damaged and a new list begins now; the old file is kept as {name}.</source>
        <translation>已保存的{what}已损坏，现在重新开始记录；旧文件保留为 {name}。</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <source>There is no voice {voice}; choose from {known}.</source>
        <translation>没有语音 {voice}；可选：{known}。</translation>
    </message>
    <message>
        <source>Something went wrong inside Visavis; the log tells more. Try again.</source>
        <translation>Visavis 内部出错，详情见日志。请重试。</translation>
    </message>
    <message>
        <source>This must be a text of 1 to {longest} characters.</source>
        <translation>此处必须填写 1 到 {longest} 个字符的文本。</translation>
    </message>
    <message>
        <source>I cannot see the screen; allow it in the system&apos;s privacy settings, or show a picture of it instead.</source>
        <translation>我看不到屏幕；请在系统的隐私设置中允许，或者改为给我看一张屏幕图片。</translation>
    </message>
    <message>
        <source>Nothing is kept that could be written.</source>
        <translation>没有保存任何可以写出的内容。</translation>
    </message>
    <message>
        <source>the disk is full; free some space</source>
        <translation>磁盘已满，请腾出空间</translation>
    </message>
    <message>
        <source>choose another folder, or see whether this one may be written to</source>
        <translation>请选择其他文件夹，或检查此文件夹是否可写</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}.</source>
        <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
        <source>check that the folder may be written to and the disk is not full</source>
        <translation>请检查该文件夹是否可写、磁盘是否已满</translation>
    </message>
    <message>
        <source>another copy of the program is using them; try again when it is done</source>
        <translation>程序的另一个副本正在使用；请等它结束后重试</translation>
    </message>
    <message>
        <source>the file is damaged; move it away, and a new one begins</source>
        <translation>文件已损坏；把它移走后会开始新的文件</translation>
    </message>
    <message>
        <source>While this computer slept, {what}.</source>
        <translation>在本机休眠期间：{what}。</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>What answers: the starter engine is a set of small models for the CPU, the omni engine the official model in the folder of omni.model.</source>
        <translation>由什么来回答：入门引擎是一组在处理器上运行的小模型，Omni 引擎是模型文件夹（omni.model）中的官方模型。</translation>
    </message>
    <message>
        <source>Starter engine</source>
        <translation>入门引擎</translation>
    </message>
    <message>
        <source>Omni engine</source>
        <translation>Omni 引擎</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>角色设定</translation>
    </message>
    <message>
        <source>A sentence or two on who Visavis is to you.</source>
        <translation>用一两句话说明 Visavis 对您来说是谁。</translation>
    </message>
    <message>
        <source>Longest reply</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>A reply that grows longer is ended there; a token is most of a word.</source>
        <translation>更长的回答会在此处结束；一个词元约为一个词的大半。</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} 个词元</translation>
    </message>
    <message>
        <source>{0} token</source>
        <translation>{0} 个词元</translation>
    </message>
    <message>
        <source>Hearing</source>
        <translation>听觉</translation>
    </message>
    <message>
        <source>Speech recognition</source>
        <translation>语音识别</translation>
    </message>
    <message>
        <source>What turns speech into words: Moonshine is quick, Whisper is thorough.</source>
        <translation>把语音转成文字的模型：Moonshine 速度快，Whisper 更细致。</translation>
    </message>
    <message>
        <source>Moonshine, quick</source>
        <translation>Moonshine，快速</translation>
    </message>
    <message>
        <source>Whisper, thorough</source>
        <translation>Whisper，细致</translation>
    </message>
    <message>
        <source>Chat model</source>
        <translation>聊天模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>A chat pack&apos;s name, or the full path of any GGUF file.</source>
        <translation>聊天模型包的名称，或任意 GGUF 文件的完整路径。</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程</translation>
    </message>
    <message>
        <source>Processor threads to think with; auto goes by the physical cores.</source>
        <translation>用于思考的处理器线程数；自动时取决于物理核心数。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>The folder of a checkpoint in the official layout.</source>
        <translation>采用官方结构的检查点所在文件夹。</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>运算设备</translation>
    </message>
    <message>
        <source>Where it runs: cpu, cuda, cuda:1 or mps; auto takes the fastest.</source>
        <translation>在哪里运行：cpu、cuda、cuda:1 或 mps；自动时选最快的设备。</translation>
    </message>
    <message>
        <source>Answers aloud</source>
        <translation>出声回答</translation>
    </message>
    <message>
        <source>Whether it answers aloud; if not, the parts that speak are not loaded, which saves their memory.</source>
        <translation>是否出声回答；若否，则不加载负责说话的部分，可节省内存。</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>Who speaks: Chelsie, Ethan or another voice of the checkpoint; auto takes the first.</source>
        <translation>由谁说话：Chelsie、Ethan 或检查点中的其他语音；自动时选第一个。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Its numbers: auto takes 16 bits on a GPU and 32 on a CPU.</source>
        <translation>运算所用的数字：自动时 GPU 用 16 位，CPU 用 32 位。</translation>
    </message>
    <message>
        <source>32 bits (float32)</source>
        <translation>32 位（float32）</translation>
    </message>
    <message>
        <source>16 bits (bfloat16)</source>
        <translation>16 位（bfloat16）</translation>
    </message>
    <message>
        <source>16 bits (float16)</source>
        <translation>16 位（float16）</translation>
    </message>
    <message>
        <source>Longest conversation</source>
        <translation>最长对话</translation>
    </message>
    <message>
        <source>Tokens a conversation may hold; auto takes all it was trained for.</source>
        <translation>一次对话可容纳的词元数；自动时为训练时的上限。</translation>
    </message>
    <message>
        <source>Quality of the voice</source>
        <translation>语音质量</translation>
    </message>
    <message>
        <source>How carefully its voice is drawn: rk4 as published, midpoint in half and euler in a quarter of the time; auto takes the best that this machine keeps pace with.</source>
        <translation>语音生成的精细程度：rk4 为官方方法，midpoint 只需一半时间，euler 只需四分之一；自动时选本机跟得上的最佳方法。</translation>
    </message>
    <message>
        <source>Best (rk4)</source>
        <translation>最佳（rk4）</translation>
    </message>
    <message>
        <source>Good (midpoint)</source>
        <translation>良好（midpoint）</translation>
    </message>
    <message>
        <source>Fast (euler)</source>
        <translation>快速（euler）</translation>
    </message>
    <message>
        <source>A voice&apos;s name; auto takes the best that keeps pace.</source>
        <translation>语音的名称；自动时选跟得上的最佳语音。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>How fast it speaks; 1 is the voice&apos;s own pace.</source>
        <translation>说话的快慢；1 为该语音本来的语速。</translation>
    </message>
    <message>
        <source>{0}×</source>
        <translation>{0} 倍</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>How loud it speaks; 0 is silence.</source>
        <translation>说话的音量；0 为静音。</translation>
    </message>
    <message>
        <source>{0}%</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>Turn-taking</source>
        <translation>轮流发言</translation>
    </message>
    <message>
        <source>Wake phrase</source>
        <translation>唤醒词</translation>
    </message>
    <message>
        <source>What wakes it in standby; two words are safer than one.</source>
        <translation>休眠时用来唤醒它的话；两个词比一个词更可靠。</translation>
    </message>
    <message>
        <source>Sleep after</source>
        <translation>多久后休眠</translation>
    </message>
    <message>
        <source>Without a word to it, it stops listening for more than its wake phrase.</source>
        <translation>一直没有人对它说话时，它就只听唤醒词。</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>Time for follow-up questions</source>
        <translation>追问时间</translation>
    </message>
    <message>
        <source>After a reply or waking, what is said is taken as meant for it.</source>
        <translation>在回答或唤醒之后的这段时间里，听到的话都视为对它说的。</translation>
    </message>
    <message>
        <source>Words that do not interrupt</source>
        <translation>不会打断的词</translation>
    </message>
    <message>
        <source>More words, with commas between, that do not interrupt (besides mhm, yes).</source>
        <translation>更多不会打断回答的词，用逗号分隔（除 mhm、yes 之外）。</translation>
    </message>
    <message>
        <source>Think ahead</source>
        <translation>提前思考</translation>
    </message>
    <message>
        <source>Begin to answer at the first silence, and take it back unheard if you go on.</source>
        <translation>一有停顿就开始准备回答；若您继续说，则不出声地收回。</translation>
    </message>
    <message>
        <source>Speech begins at</source>
        <translation>语音开始的阈值</translation>
    </message>
    <message>
        <source>Probability of speech that begins it: the network&apos;s own threshold.</source>
        <translation>达到此概率即视为开始说话：网络自身的阈值。</translation>
    </message>
    <message>
        <source>Speech goes on above</source>
        <translation>语音持续的阈值</translation>
    </message>
    <message>
        <source>Below this it is silent; in between speech goes on, for soft word endings.</source>
        <translation>低于此值为静音；介于两者之间则语音继续，以照顾轻声的词尾。</translation>
    </message>
    <message>
        <source>Speech over a reply begins at</source>
        <translation>回答期间语音开始的阈值</translation>
    </message>
    <message>
        <source>Probability of speech that begins it over its own voice, and half of it holds it: the echo canceller blurs yours, and leaves nothing that is taken for more than a tenth.</source>
        <translation>在它自己说话时，达到此概率即视为您开始说话，达到一半即视为持续：回声消除会使您的声音变模糊，而残留的回声概率不会超过十分之一。</translation>
    </message>
    <message>
        <source>Rise of the probability</source>
        <translation>概率上升时间</translation>
    </message>
    <message>
        <source>How fast the smoothed probability rises: two windows of speech are an onset, one of leftover echo is none.</source>
        <translation>平滑后的概率上升得多快：两个窗口的语音算作开始，一个窗口的残留回声不算。</translation>
    </message>
    <message>
        <source>Fall of the probability</source>
        <translation>概率下降时间</translation>
    </message>
    <message>
        <source>How slowly it falls: over its own voice, half of a person&apos;s windows are lost to the echo canceller.</source>
        <translation>概率下降得多慢：在它自己说话时，人声有一半窗口会被回声消除掉。</translation>
    </message>
    <message>
        <source>Sound kept from before speech</source>
        <translation>开始前保留的声音</translation>
    </message>
    <message>
        <source>Sound before the onset that belongs to a turn: soft beginnings lie there.</source>
        <translation>检测到开始之前也算在内的声音：轻声的开头就在那里。</translation>
    </message>
    <message>
        <source>Shortest speech</source>
        <translation>最短语音</translation>
    </message>
    <message>
        <source>Less is a click or a cough: the shortest no has twice as much.</source>
        <translation>更短的是咔哒声或咳嗽：最短的一声“不”也有它的两倍长。</translation>
    </message>
    <message>
        <source>Silence that may end a turn</source>
        <translation>可能表示说完的停顿</translation>
    </message>
    <message>
        <source>Silence after which you may have finished: longer than stops within words, and what the end-of-turn model was trained with.</source>
        <translation>停顿这么久后您可能已说完：比词内的停顿长，也是判断说完的模型训练时所用的时长。</translation>
    </message>
    <message>
        <source>Sound made in advance</source>
        <translation>预先生成的声音</translation>
    </message>
    <message>
        <source>Of a reply that is held back; more would be work for nothing if you go on.</source>
        <translation>指暂不播出的回答；若您继续说，再多就白费了。</translation>
    </message>
    <message>
        <source>Finished at</source>
        <translation>说完的阈值</translation>
    </message>
    <message>
        <source>From which the end-of-turn model is believed: its own threshold.</source>
        <translation>从此值起采信判断说完的模型：即其自身的阈值。</translation>
    </message>
    <message>
        <source>Finished at once at</source>
        <translation>立即视为说完的阈值</translation>
    </message>
    <message>
        <source>If the model says as much of the first silence, you have finished at once: four in five sentences that are over get more, half of the pauses get less.</source>
        <translation>若模型对第一次停顿就给出此值，则立即视为说完：五句说完的话里有四句更高，一半的停顿更低。</translation>
    </message>
    <message>
        <source>Patience in doubt</source>
        <translation>不确定时的耐心</translation>
    </message>
    <message>
        <source>Silence that is waited for where it says 0 at first, and less the surer it was; then words that may end a turn end it, for few pauses are longer.</source>
        <translation>模型最初给出 0 时要等待的停顿，越确定等得越短；之后，若您的话可能已说完，就视为说完，因为很少有更长的停顿。</translation>
    </message>
    <message>
        <source>Patience with unfinished sentences</source>
        <translation>对未说完句子的耐心</translation>
    </message>
    <message>
        <source>Silence that is waited for after words that must go on (&quot;set a timer for&quot;): longer than pauses for thought.</source>
        <translation>在必然还有下文的话（“set a timer for”）之后等待的停顿：比思考的停顿更长。</translation>
    </message>
    <message>
        <source>Judged again every</source>
        <translation>重新判断的间隔</translation>
    </message>
    <message>
        <source>The end-of-turn model is asked again: a longer silence tells it more.</source>
        <translation>每隔这么久再次询问判断说完的模型：停顿越长，它知道得越多。</translation>
    </message>
    <message>
        <source>Longest wait for more words</source>
        <translation>等待更多话语的上限</translation>
    </message>
    <message>
        <source>After so much silence you have finished, whatever the model says.</source>
        <translation>停顿这么久后即视为说完，无论模型怎么判断。</translation>
    </message>
    <message>
        <source>Speech that takes a reply back</source>
        <translation>收回回答所需的语音</translation>
    </message>
    <message>
        <source>Of new speech that takes a waiting reply back: more than a click.</source>
        <translation>新的语音达到这么长就收回等待中的回答：比咔哒声长。</translation>
    </message>
    <message>
        <source>Speech that pauses a reply</source>
        <translation>暂停回答所需的语音</translation>
    </message>
    <message>
        <source>Of speech over a reply that pauses it: more than a click, less than a word.</source>
        <translation>回答期间您说这么久就暂停回答：比咔哒声长，比一个词短。</translation>
    </message>
    <message>
        <source>Speech that cuts a reply</source>
        <translation>打断回答所需的语音</translation>
    </message>
    <message>
        <source>Of speech over a reply that cuts it: nobody agrees or coughs for so long.</source>
        <translation>回答期间您说这么久就打断回答：没有人附和或咳嗽这么久。</translation>
    </message>
    <message>
        <source>Words looked at every</source>
        <translation>查看词语的间隔</translation>
    </message>
    <message>
        <source>While a reply is paused, your words are looked at as often as one is said.</source>
        <translation>回答暂停期间，每说一个词就查看一次您的话。</translation>
    </message>
    <message>
        <source>Confidence of words that cut a reply</source>
        <translation>打断所需的识别置信度</translation>
    </message>
    <message>
        <source>Confidence (mean log-probability) of words that cut a reply: a cough is written as some word too, but with less.</source>
        <translation>能打断回答的词语的置信度（平均对数概率）：咳嗽也会被写成某个词，但置信度更低。</translation>
    </message>
    <message>
        <source>Paused reply goes on after</source>
        <translation>暂停的回答多久后继续</translation>
    </message>
    <message>
        <source>A paused reply goes on if by then after your last word nothing was decided.</source>
        <translation>您说完最后一个词后过了这么久仍无结论，暂停的回答就继续。</translation>
    </message>
    <message>
        <source>Likeness of the wake phrase</source>
        <translation>唤醒词相似度</translation>
    </message>
    <message>
        <source>How alike what was heard must be: recognisers spell an invented name freely.</source>
        <translation>听到的内容须有多相似：识别器对虚构的名字拼写很随意。</translation>
    </message>
    <message>
        <source>Longest piece looked at in standby</source>
        <translation>休眠时查看的最长片段</translation>
    </message>
    <message>
        <source>In standby speech without a pause is looked at in pieces of this length.</source>
        <translation>休眠时，没有停顿的语音按此长度分段查看。</translation>
    </message>
    <message>
        <source>Quieter than your voice by</source>
        <translation>比您的声音低</translation>
    </message>
    <message>
        <source>Decibels below your usual level that are somebody else, or another room.</source>
        <translation>比您平时的音量低这么多分贝，就是别人或另一个房间。</translation>
    </message>
    <message>
        <source>{0} dB</source>
        <translation>{0} 分贝</translation>
    </message>
    <message>
        <source>Speech taken for a radio</source>
        <translation>视为广播的语音</translation>
    </message>
    <message>
        <source>So long without leaving it a word is a radio or a call, unless it is named.</source>
        <translation>说了这么久都不让它插话的，是广播或通话，除非叫了它的名字。</translation>
    </message>
    <message>
        <source>Speech taken for an aside</source>
        <translation>视为闲谈的语音</translation>
    </message>
    <message>
        <source>Out of the blue, longer speech must sound like a question or a request.</source>
        <translation>突然说起的更长的话，须听起来像提问或请求。</translation>
    </message>
    <message>
        <source>Asides before it sleeps</source>
        <translation>休眠前的闲谈次数</translation>
    </message>
    <message>
        <source>So many in a row that were not meant for it: the room is busy without it.</source>
        <translation>连续这么多次不是对它说的话：房间里的人在忙别的。</translation>
    </message>
    <message>
        <source>Silence before a timer speaks</source>
        <translation>计时器出声前的静音</translation>
    </message>
    <message>
        <source>Before a timer speaks up: a pause for breath is shorter.</source>
        <translation>计时器出声之前的静音：换气的停顿更短。</translation>
    </message>
    <message>
        <source>Longest wait of a timer</source>
        <translation>计时器的最长等待</translation>
    </message>
    <message>
        <source>A timer waits no longer for silence: with a radio on it would never ring.</source>
        <translation>计时器等待安静的时间不会更长：否则开着广播就永远不会响。</translation>
    </message>
    <message>
        <source>Shortest press of the talk key</source>
        <translation>按住讲话的最短时间</translation>
    </message>
    <message>
        <source>Of the talk key; a shorter press is a tap, which only wakes it.</source>
        <translation>更短的按下只算轻触，仅用于唤醒。</translation>
    </message>
    <message>
        <source>Longest speech without a pause</source>
        <translation>无停顿语音的上限</translation>
    </message>
    <message>
        <source>Of speech without the shortest silence; then it answers what it has, for nobody speaks so without breath: it is noise taken for a voice.</source>
        <translation>连最短停顿都没有的语音；之后就回答已听到的内容，因为没有人能这样不换气地说：那是被当成人声的噪音。</translation>
    </message>
    <message>
        <source>Longest press of the talk key</source>
        <translation>按住讲话的最长时间</translation>
    </message>
    <message>
        <source>Of holding the talk key; then it answers what it has: the key may be stuck.</source>
        <translation>之后就回答已听到的内容：按键可能卡住了。</translation>
    </message>
    <message>
        <source>Microphone without sound</source>
        <translation>麦克风无声</translation>
    </message>
    <message>
        <source>Without any sound from the microphone, speech counts as ended.</source>
        <translation>麦克风这么久完全没有声音，就视为讲话结束。</translation>
    </message>
    <message>
        <source>Longest wait for a reply</source>
        <translation>等待回答的上限</translation>
    </message>
    <message>
        <source>A reply of which nothing sounds by then is given up.</source>
        <translation>到时仍未出声的回答会被放弃。</translation>
    </message>
    <message>
        <source>Longest standstill of a reply</source>
        <translation>回答停滞的上限</translation>
    </message>
    <message>
        <source>A reply that has not gone on for so long is given up.</source>
        <translation>停滞这么久的回答会被放弃。</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>The speaker&apos;s name; auto takes the system&apos;s default.</source>
        <translation>扬声器的名称；自动时使用系统默认设备。</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>The microphone&apos;s name; auto takes the system&apos;s default.</source>
        <translation>麦克风的名称；自动时使用系统默认设备。</translation>
    </message>
    <message>
        <source>Echo cancellation</source>
        <translation>回声消除</translation>
    </message>
    <message>
        <source>Takes the speaker&apos;s voice out of what is heard; needless with headphones.</source>
        <translation>从听到的声音中去除扬声器的声音；戴耳机时不需要。</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>噪声抑制</translation>
    </message>
    <message>
        <source>Takes fans and traffic out, and thins a faint voice a little.</source>
        <translation>去除风扇和车流声，但会使微弱的人声略显单薄。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Picture from</source>
        <translation>画面来源</translation>
    </message>
    <message>
        <source>A camera&apos;s number, a film, a folder of pictures, an address such as rtsp://..., or screen.</source>
        <translation>摄像头的编号、影片、图片文件夹、rtsp://... 之类的地址，或 screen（屏幕）。</translation>
    </message>
    <message>
        <source>First camera</source>
        <translation>第一个摄像头</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Keep conversations</source>
        <translation>保存对话</translation>
    </message>
    <message>
        <source>Keep what is said, as text, to be read, searched and gone on with later.</source>
        <translation>以文本形式保存说过的话，以便日后阅读、搜索和继续。</translation>
    </message>
    <message>
        <source>Keep them for</source>
        <translation>保存时长</translation>
    </message>
    <message>
        <source>Conversations that ended longer ago are deleted as the next one begins.</source>
        <translation>更早结束的对话会在下一次对话开始时删除。</translation>
    </message>
    <message>
        <source>Forever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>{0} day</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>Keep small pictures</source>
        <translation>保存小图</translation>
    </message>
    <message>
        <source>Keep a small picture of what the camera showed in a turn, too.</source>
        <translation>同时保存当时摄像头画面的小图。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light or dark; system follows the rest of the desktop.</source>
        <translation>浅色或深色；“系统”则跟随桌面的其余部分。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of the window&apos;s own words, from its next start on.</source>
        <translation>窗口文字的语言，下次启动起生效。</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>简体中文</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>Size of captions</source>
        <translation>字幕大小</translation>
    </message>
    <message>
        <source>How large the live captions are; 1 is their own size.</source>
        <translation>实时字幕的大小；1 为原始大小。</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Nothing moves by itself; states show by shape and word alone.</source>
        <translation>没有自行移动的内容；状态只以形状和文字表示。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Notes kept</source>
        <translation>保留的记录</translation>
    </message>
    <message>
        <source>The least important kind of note that is kept.</source>
        <translation>所保留的最次要的记录类型。</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>仅错误</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>无文件夹</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Whole sentences from</source>
        <translation>视为完整句子的下限</translation>
    </message>
    <message>
        <source>Probability, by the chat model, that your words end there; below it they are waited on as if you sounded unfinished. Of whole sentences nine in ten get more, of first halves two in ten.</source>
        <translation>聊天模型认为您的话到此结束的概率；低于此值时会继续等待，如同听起来还没说完。完整的句子十有九次高于此值，只说了前半句时十有两次。</translation>
    </message>
    <message>
        <source>Patience with the recogniser</source>
        <translation>等待语音识别的时间</translation>
    </message>
    <message>
        <source>Silence for which your words are waited for before how you sounded decides alone: until then hardly any answer could sound.</source>
        <translation>在静默这么久之内等待识别出您的话，之后仅凭语气判断：在此之前几乎不会有回答能够开口。</translation>
    </message>
    <message>
        <source>On at start</source>
        <translation>启动时开启</translation>
    </message>
    <message>
        <source>Whether it looks through the camera as soon as it listens.</source>
        <translation>是否一开始聆听就通过摄像头观看。</translation>
    </message>
    <message>
        <source>Close to tray</source>
        <translation>关闭时隐藏到托盘</translation>
    </message>
    <message>
        <source>Closing only hides it; its icon in the tray brings it back, or quits.</source>
        <translation>关闭只会隐藏窗口；托盘中的图标可找回窗口或退出。</translation>
    </message>
    <message>
        <source>Start minimised</source>
        <translation>启动时最小化</translation>
    </message>
    <message>
        <source>It starts out of sight: in the tray, or where there is none, minimised.</source>
        <translation>启动时不显示窗口：留在托盘中，没有托盘时则最小化。</translation>
    </message>
    <message>
        <source>Silence that begins a reply</source>
        <translation>开始准备回答的停顿</translation>
    </message>
    <message>
        <source>Silence after which a reply is begun on trial: it is ready sooner, and taken back unheard if that was a stop within a word. Never later than the silence above.</source>
        <translation>停顿这么久之后，就先试着准备回答：这样能更早说出来；如果那只是词中的停顿，就在您听到之前收回。不会晚于上面的停顿。</translation>
    </message>
    <message>
        <source>Louder over a reply by</source>
        <translation>回答时响度超出</translation>
    </message>
    <message>
        <source>Decibels above what its own echo can be that lower a reply at once, before it is known whether somebody speaks: twice what the echo wavers by; 60 waits for a voice.</source>
        <translation>比自身回声可能达到的响度高出这么多分贝时，不等判断是否有人说话，立即调低回答的音量：为回声波动的两倍；设为 60 则等到听出人声。</translation>
    </message>
    <message>
        <source>Lowered for a noise for</source>
        <translation>因噪声调低的时长</translation>
    </message>
    <message>
        <source>A reply that was lowered so rises again if no voice is found: a word&apos;s time.</source>
        <translation>这样调低的回答若未听出人声，过这段时间恢复音量：一个词的时长。</translation>
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
        <source>From {0} to {1}</source>
        <translation>{0} 至 {1}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>Fine tuning</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>These were chosen with care; change one only if something keeps going wrong.</source>
        <translation>这些值都经过仔细选择。只有在问题反复出现时才需要更改。</translation>
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
    <name>Showing</name>
    <message>
        <source>Drop it here to show it</source>
        <translation>拖放到这里即可展示</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>打开图片…</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>粘贴图片</translation>
    </message>
    <message>
        <source>Share the screen as the camera</source>
        <translation>用屏幕代替摄像头</translation>
    </message>
    <message>
        <source>Show a picture</source>
        <translation>展示图片</translation>
    </message>
    <message>
        <source>There is no picture in it; copy one first.</source>
        <translation>其中没有图片；请先复制一张。</translation>
    </message>
    <message>
        <source>At most {0} pictures can be shown at once.</source>
        <translation>一次最多展示 {0} 张图片。</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>移除{0}</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>正在读取图片…</translation>
    </message>
    <message>
        <source>Shown with your next words</source>
        <translation>将随您的下一句话一起展示</translation>
    </message>
    <message>
        <source>the pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Shown: {0}</source>
        <translation>已展示：{0}</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Pictures and PDF</source>
        <translation>图片和 PDF</translation>
    </message>
    <message>
        <source>Show a page</source>
        <translation>展示一页</translation>
    </message>
    <message>
        <source>{0} has {1} pages. Which one is to be shown?</source>
        <translation>{0} 共有 {1} 页。要展示哪一页？</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>展示</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
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
        <source>Your speakers are fine for hands-free</source>
        <translation>您的扬声器适合免提交谈</translation>
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
    <message>
        <source>Tokens of the conversation that the model holds, and how many it can hold. When it is full, the oldest parts are forgotten.</source>
        <translation>模型保留的对话 token 数，以及最多能保留的数量。满了之后，最早的内容会被遗忘。</translation>
    </message>
    <message>
        <source>Network: camera at {0}</source>
        <translation>网络：摄像头 {0}</translation>
    </message>
    <message>
        <source>Context {0} / {1}</source>
        <translation>上下文 {0} / {1}</translation>
    </message>
    <message>
        <source>Pictures are fetched from the camera at {0}; nothing else leaves this computer.</source>
        <translation>从摄像头 {0} 获取图像；除此之外没有任何内容离开本机。</translation>
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
    <name>Tray</name>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Quit Visavis</source>
        <translation>退出 Visavis</translation>
    </message>
    <message>
        <source>Wake</source>
        <translation>唤醒</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>休眠</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>显示窗口</translation>
    </message>
    <message>
        <source>Hide the window</source>
        <translation>隐藏窗口</translation>
    </message>
    <message>
        <source>Visavis is still here</source>
        <translation>Visavis 仍在运行</translation>
    </message>
    <message>
        <source>It goes on, and its icon brings the window back or quits it.</source>
        <translation>它会继续运行；点击其图标可找回窗口或退出。</translation>
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
    <message>
        <source>No picture of the screen</source>
        <translation>看不到屏幕</translation>
    </message>
</context>
<context>
    <name>Typing</name>
    <message>
        <source>Type instead of talking</source>
        <translation>打字代替说话</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>您的话</translation>
    </message>
    <message>
        <source>Enter sends them, Esc closes the line</source>
        <translation>回车键发送，Esc 键关闭输入行</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Close the line</source>
        <translation>关闭输入行</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>发送（回车）</translation>
    </message>
    <message>
        <source>Close the line (Esc)</source>
        <translation>关闭输入行（Esc）</translation>
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
