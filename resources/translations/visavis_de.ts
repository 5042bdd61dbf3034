<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Bar</name>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>Ich rede</translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation>Sprechtaste</translation>
    </message>
    <message>
        <source>Be heard for as long as this is held, whatever else is on</source>
        <translation>Solange gedrückt, werden Sie gehört, was auch sonst eingeschaltet ist</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Be silent, and forget what I was saying</source>
        <translation>Schweigen und vergessen, was ich gerade sagte</translation>
    </message>
    <message>
        <source>Wake</source>
        <translation>Wecken</translation>
    </message>
    <message>
        <source>Listen to me again</source>
        <translation>Mir wieder zuhören</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>Listen for nothing but its name</source>
        <translation>Auf nichts hören als den eigenen Namen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>No mic</source>
        <translation>Kein Mikro</translation>
    </message>
    <message>
        <source>There is no microphone that can be used</source>
        <translation>Es gibt kein brauchbares Mikrofon</translation>
    </message>
    <message>
        <source>Mic off</source>
        <translation>Mikro aus</translation>
    </message>
    <message>
        <source>Turn the microphone on</source>
        <translation>Mikrofon einschalten</translation>
    </message>
    <message>
        <source>Mic on</source>
        <translation>Mikro an</translation>
    </message>
    <message>
        <source>Turn the microphone off</source>
        <translation>Mikrofon ausschalten</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>Kamera aus</translation>
    </message>
    <message>
        <source>Turn the camera on</source>
        <translation>Kamera einschalten</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>There is no picture; turn the camera off</source>
        <translation>Es gibt kein Bild; Kamera ausschalten</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>Kamera an</translation>
    </message>
    <message>
        <source>Turn the camera off</source>
        <translation>Kamera ausschalten</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>What was said</source>
        <translation>Was gesagt wurde</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Copy the whole conversation</source>
        <translation>Das ganze Gespräch kopieren</translation>
    </message>
    <message>
        <source>What you both say appears here.</source>
        <translation>Hier erscheint, was Sie beide sagen.</translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>speaking</source>
        <translation>spricht</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>not spoken</source>
        <translation>nicht gesprochen</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>End of turn judged</source>
        <translation>Ende beurteilt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>First sound, last turn</source>
        <translation>Erster Ton, zuletzt</translation>
    </message>
    <message>
        <source>First sound, usually</source>
        <translation>Erster Ton, meist</translation>
    </message>
    <message>
        <source>Turns kept</source>
        <translation>Gemerkte Wechsel</translation>
    </message>
    <message>
        <source>Replies taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Replies that broke off</source>
        <translation>Abgerissene Antworten</translation>
    </message>
    <message>
        <source>Replies too long to hold</source>
        <translation>Zu lange Antworten</translation>
    </message>
    <message>
        <source>Microphone blocks lost</source>
        <translation>Verlorene Mikrofonblöcke</translation>
    </message>
    <message>
        <source>Speaker reference broken</source>
        <translation>Brüche der Tonreferenz</translation>
    </message>
    <message>
        <source>Events the window lost</source>
        <translation>Verlorene Ereignisse</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the conversation (Esc)</source>
        <translation>Zurück zum Gespräch (Esc)</translation>
    </message>
    <message>
        <source>Versions, settings and numbers; no words, pictures or names</source>
        <translation>Versionen, Einstellungen und Zahlen; keine Worte, Bilder oder Namen</translation>
    </message>
    <message>
        <source>Levels of microphone and speaker in the last minute</source>
        <translation>Pegel von Mikrofon und Lautsprecher in der letzten Minute</translation>
    </message>
    <message>
        <source>Speech and ends of turns in the last minute</source>
        <translation>Sprache und Gesprächswechsel in der letzten Minute</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>The last minute</source>
        <translation>Die letzte Minute</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Memory of this process</source>
        <translation>Speicher des Programms</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>System default</source>
        <translation>Wie im System</translation>
    </message>
    <message>
        <source>System default: {0}</source>
        <translation>Wie im System: {0}</translation>
    </message>
    <message>
        <source>What is on the screen</source>
        <translation>Was auf dem Bildschirm ist</translation>
    </message>
    <message>
        <source>Camera {0}</source>
        <translation>Kamera {0}</translation>
    </message>
    <message>
        <source>{0} (not found)</source>
        <translation>{0} (fehlt)</translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Mikrofon, Lautsprecher und Kamera</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>Check the sound</source>
        <translation>Ton prüfen</translation>
    </message>
    <message>
        <source>Say something, and look whether it reaches me.</source>
        <translation>Sagen Sie etwas und sehen Sie, ob es mich erreicht.</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>The camera is open only while it is on here.</source>
        <translation>Die Kamera ist nur offen, solange sie hier eingeschaltet ist.</translation>
    </message>
    <message>
        <source>Waiting for the picture</source>
        <translation>Das Bild kommt gleich</translation>
    </message>
    <message>
        <source>The camera is off. Turn it on to see its picture.</source>
        <translation>Die Kamera ist aus. Schalten Sie sie ein, um ihr Bild zu sehen.</translation>
    </message>
    <message>
        <source>The microphone is being opened.</source>
        <translation>Das Mikrofon wird geöffnet.</translation>
    </message>
    <message>
        <source>I hear you.</source>
        <translation>Ich höre Sie.</translation>
    </message>
    <message>
        <source>Say something: the bar should move.</source>
        <translation>Sagen Sie etwas: Der Balken sollte sich bewegen.</translation>
    </message>
    <message>
        <source>What answers you</source>
        <translation>Was Ihnen antwortet</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>Dieser Rechner wird angesehen …</translation>
    </message>
    <message>
        <source>Engine settings</source>
        <translation>Einstellungen dazu</translation>
    </message>
    <message>
        <source>Leave the first steps and choose there</source>
        <translation>Die ersten Schritte verlassen und dort wählen</translation>
    </message>
    <message>
        <source>What the starter engine is made of</source>
        <translation>Woraus das Einstiegsmodell besteht</translation>
    </message>
    <message>
        <source>{0}, all here</source>
        <translation>{0}, alles da</translation>
    </message>
    <message>
        <source>{0}, in part missing</source>
        <translation>{0}, teils fehlend</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Starter engine</source>
        <translation>Einstiegsmodell</translation>
    </message>
    <message>
        <source>Answers now, on any computer</source>
        <translation>Antwortet jetzt, auf jedem Rechner</translation>
    </message>
    <message>
        <source>Hears, sees and speaks, in English</source>
        <translation>Hört, sieht und spricht, auf Englisch</translation>
    </message>
    <message>
        <source>Time, timers, sums, units, what you told it</source>
        <translation>Zeit, Wecker, Rechnen, Gemerktes</translation>
    </message>
    <message>
        <source>Names and reads what the camera shows</source>
        <translation>Benennt und liest, was Sie zeigen</translation>
    </message>
    <message>
        <source>Basic: knows little, and makes up the rest</source>
        <translation>Einfach: weiß wenig, erfindet den Rest</translation>
    </message>
    <message>
        <source>No other language</source>
        <translation>Keine andere Sprache</translation>
    </message>
    <message>
        <source>The large one, fetched by you</source>
        <translation>Das große, von Ihnen geholt</translation>
    </message>
    <message>
        <source>One model that hears, sees and speaks</source>
        <translation>Ein Modell hört, sieht und spricht</translation>
    </message>
    <message>
        <source>Knows more, in English and Chinese</source>
        <translation>Weiß mehr, auf Englisch und Chinesisch</translation>
    </message>
    <message>
        <source>Untried here with its real weights</source>
        <translation>Hier nie mit echten Gewichten erprobt</translation>
    </message>
    <message>
        <source>can</source>
        <translation>kann</translation>
    </message>
    <message>
        <source>This computer has {0} of memory, which its graphics shares.</source>
        <translation>Dieser Rechner hat {0} Speicher, den die Grafik mitbenutzt.</translation>
    </message>
    <message>
        <source>This computer has {0} of memory and no graphics card that helps.</source>
        <translation>Dieser Rechner hat {0} Speicher und keine Grafikkarte, die hilft.</translation>
    </message>
    <message>
        <source>This computer has {0} of memory and a graphics card of {1}.</source>
        <translation>Dieser Rechner hat {0} Speicher und eine Grafikkarte mit {1}.</translation>
    </message>
    <message>
        <source>{0} suits this computer.</source>
        <translation>{0} passt zu diesem Rechner.</translation>
    </message>
    <message>
        <source>{0} fits, but would answer slowly.</source>
        <translation>{0} passt hinein, antwortet aber langsam.</translation>
    </message>
    <message>
        <source>Too large for this computer.</source>
        <translation>Zu groß für diesen Rechner.</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>to fetch</source>
        <translation>zu holen</translation>
    </message>
    <message>
        <source>graphics memory</source>
        <translation>Grafikspeicher</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Skip (Esc)</source>
        <translation>Überspringen (Esc)</translation>
    </message>
    <message>
        <source>The settings can show these steps again</source>
        <translation>In den Einstellungen lassen sich diese Schritte wieder zeigen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Schritt {0} von {1}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Hello, I am Visavis</source>
        <translation>Guten Tag, ich bin Visavis</translation>
    </message>
    <message>
        <source>Someone to talk to, face to face.</source>
        <translation>Jemand zum Reden, von Angesicht zu Angesicht.</translation>
    </message>
    <message>
        <source>Conversations are kept as text on this computer, as you have set. No sound is, and the settings can delete it all.</source>
        <translation>Gespräche werden als Text auf diesem Rechner behalten, wie Sie es eingestellt haben. Töne nicht, und die Einstellungen können alles löschen.</translation>
    </message>
    <message>
        <source>A conversation is forgotten when it ends, unless you ask for a history in the settings. The camera is off until you turn it on.</source>
        <translation>Ein Gespräch ist vergessen, wenn es endet, außer Sie wünschen in den Einstellungen einen Verlauf. Die Kamera ist aus, bis Sie sie einschalten.</translation>
    </message>
    <message>
        <source>Just talk</source>
        <translation>Einfach reden</translation>
    </message>
    <message>
        <source>I listen, answer aloud, and you may interrupt me at any time. With the camera on I see what you show me. You can try it right now.</source>
        <translation>Ich höre zu und antworte laut, und Sie dürfen mich jederzeit unterbrechen. Mit eingeschalteter Kamera sehe ich, was Sie mir zeigen. Versuchen Sie es gleich jetzt.</translation>
    </message>
    <message>
        <source>It stays on this computer</source>
        <translation>Es bleibt auf diesem Rechner</translation>
    </message>
    <message>
        <source>Models on this computer do all of the hearing, seeing and speaking. Nothing is sent anywhere, and there is no account. The network is used only to fetch models you ask for.</source>
        <translation>Modelle auf diesem Rechner hören, sehen und sprechen. Nichts wird irgendwohin gesendet, und es gibt kein Konto. Das Netz dient nur dazu, Modelle zu holen, die Sie wünschen.</translation>
    </message>
    <message>
        <source>Nothing is kept unasked</source>
        <translation>Nichts wird ungefragt behalten</translation>
    </message>
</context>
<context>
    <name>Hint</name>
    <message>
        <source>The microphone is off. Turn it on to talk.</source>
        <translation>Das Mikrofon ist aus. Schalten Sie es ein, um zu sprechen.</translation>
    </message>
    <message>
        <source>The models are being loaded.</source>
        <translation>Die Modelle werden geladen.</translation>
    </message>
    <message>
        <source>Say “Hey Visavis”, or press Wake.</source>
        <translation>Sagen Sie „Hey Visavis“ oder drücken Sie Wecken.</translation>
    </message>
    <message>
        <source>Just start talking.</source>
        <translation>Sprechen Sie einfach los.</translation>
    </message>
    <message>
        <source>Talk to interrupt.</source>
        <translation>Sprechen Sie, um zu unterbrechen.</translation>
    </message>
    <message>
        <source>Go on, I am listening.</source>
        <translation>Sprechen Sie weiter, ich höre zu.</translation>
    </message>
</context>
<context>
    <name>Mood</name>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>Schläft</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Denkt nach</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>Spricht</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Hält inne</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>Läuft nicht</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>Hört nicht</translation>
    </message>
</context>
<context>
    <name>NoticeCard</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>{0} zurücksetzen</translation>
    </message>
    <message>
        <source>Set for this start on the command line.</source>
        <translation>Für diesen Start auf der Befehlszeile gesetzt.</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Hearing</source>
        <translation>Hören</translation>
    </message>
    <message>
        <source>Chat model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Omni engine</source>
        <translation>Omni-Modell</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Turn-taking</source>
        <translation>Sprecherwechsel</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the conversation (Esc)</source>
        <translation>Zurück zum Gespräch (Esc)</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>Gruppen von Einstellungen</translation>
    </message>
    <message>
        <source>This counts from the next conversation on.</source>
        <translation>Das gilt ab dem nächsten Gespräch.</translation>
    </message>
    <message>
        <source>Begin it now</source>
        <translation>Jetzt beginnen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation>So heißt keine Einstellung.</translation>
    </message>
    <message>
        <source>Show the first steps again</source>
        <translation>Erste Schritte erneut zeigen</translation>
    </message>
    <message>
        <source>Diagnostics (Ctrl+D)</source>
        <translation>Diagnose (Strg+D)</translation>
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
        <translation>Gleich hören Sie einen Klang</translation>
    </message>
    <message>
        <source>Be quiet for three seconds.</source>
        <translation>Seien Sie drei Sekunden still.</translation>
    </message>
    <message>
        <source>The check was broken off</source>
        <translation>Die Prüfung wurde abgebrochen</translation>
    </message>
    <message>
        <source>Try it again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>A short chime shows whether I can hear you while I am speaking.</source>
        <translation>Ein kurzer Klang zeigt, ob ich Sie höre, während ich spreche.</translation>
    </message>
    <message>
        <source>I hear you over my own voice, so you can interrupt me.</source>
        <translation>Ich höre Sie über meine Stimme hinweg; Sie können mich unterbrechen.</translation>
    </message>
    <message>
        <source>Nothing of my voice comes back</source>
        <translation>Von meiner Stimme kommt nichts zurück</translation>
    </message>
    <message>
        <source>As with headphones, which is best of all.</source>
        <translation>Wie mit Kopfhörern, und das ist am besten.</translation>
    </message>
    <message>
        <source>The speaker is very loud at the microphone</source>
        <translation>Der Lautsprecher ist am Mikrofon sehr laut</translation>
    </message>
    <message>
        <source>Turn it down or move the two apart, then check again.</source>
        <translation>Stellen Sie ihn leiser oder beide weiter auseinander und prüfen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The room is noisy</source>
        <translation>Der Raum ist laut</translation>
    </message>
    <message>
        <source>Move the microphone closer, or turn noise suppression on in the settings.</source>
        <translation>Rücken Sie das Mikrofon näher oder schalten Sie die Rauschunterdrückung in den Einstellungen ein.</translation>
    </message>
    <message>
        <source>The microphone gives no sound</source>
        <translation>Das Mikrofon gibt keinen Ton</translation>
    </message>
    <message>
        <source>See whether it is muted, and whether the system&apos;s privacy settings allow it.</source>
        <translation>Sehen Sie nach, ob es stumm ist und ob die Datenschutz-Einstellungen des Systems es erlauben.</translation>
    </message>
    <message>
        <source>Noise {0} dB</source>
        <translation>Rauschen {0} dB</translation>
    </message>
    <message>
        <source>Your speakers are fine for hands-free</source>
        <translation>Ihre Lautsprecher taugen gut zum freien Sprechen</translation>
    </message>
    <message>
        <source>echo {0} dB fainter, {1} ms late</source>
        <translation>Echo {0} dB leiser, {1} ms später</translation>
    </message>
</context>
<context>
    <name>Speaker</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Visavis</source>
        <translation>Visavis</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Omni engine: {0}</source>
        <translation>Omni-Modell: {0}</translation>
    </message>
    <message>
        <source>Starter engine, on this computer</source>
        <translation>Einstiegsmodell, auf diesem Rechner</translation>
    </message>
    <message>
        <source>Network: none</source>
        <translation>Netz: keines</translation>
    </message>
    <message>
        <source>Everything happens on this computer; nothing is sent.</source>
        <translation>Alles geschieht auf diesem Rechner; nichts wird gesendet.</translation>
    </message>
    <message>
        <source>No turn yet</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>First sound after {0}</source>
        <translation>Erster Ton nach {0}</translation>
    </message>
    <message>
        <source>Show what the wait was made of</source>
        <translation>Zeigen, woraus die Wartezeit bestand</translation>
    </message>
</context>
<context>
    <name>Timings</name>
    <message>
        <source>Silence noticed, reply begun</source>
        <translation>Stille bemerkt, Antwort begonnen</translation>
    </message>
    <message>
        <source>End of turn confirmed</source>
        <translation>Ende bestätigt</translation>
    </message>
    <message>
        <source>First sound</source>
        <translation>Erster Ton</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>No microphone</source>
        <translation>Kein Mikrofon</translation>
    </message>
    <message>
        <source>No speaker</source>
        <translation>Kein Lautsprecher</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Keine Kamera</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>How long you waited</source>
        <translation>Wie lange Sie gewartet haben</translation>
    </message>
    <message>
        <source>Counted from your last sound.</source>
        <translation>Gezählt ab Ihrem letzten Laut.</translation>
    </message>
    <message>
        <source>The last {0} turns; usually {1}</source>
        <translation>Die letzten {0} Antworten; meist {1}</translation>
    </message>
</context>
</TS>
