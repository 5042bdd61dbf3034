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
