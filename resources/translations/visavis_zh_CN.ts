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
