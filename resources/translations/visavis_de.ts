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
    <message>
        <source>Type</source>
        <translation>Tippen</translation>
    </message>
    <message>
        <source>Close the line</source>
        <translation>Die Zeile schließen</translation>
    </message>
    <message>
        <source>Type instead of talking</source>
        <translation>Tippen statt sprechen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show a picture or the screen; or drop or paste a picture</source>
        <translation>Ein Bild oder den Bildschirm zeigen; Bilder lassen sich auch hierher ziehen oder einfügen</translation>
    </message>
    <message>
        <source>Screen on</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Stop sharing the screen</source>
        <translation>Den Bildschirm nicht mehr zeigen</translation>
    </message>
    <message>
        <source>Be heard while this is held; a short press begins, another ends it</source>
        <translation>Sie werden gehört, solange dies gedrückt ist; ein kurzer Druck beginnt, ein weiterer beendet es</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>Live captions</source>
        <translation>Untertitel des Gesprächs</translation>
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
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Kept conversations (Ctrl+H)</source>
        <translation>Aufbewahrte Gespräche (Strg+H)</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Visavis ended unexpectedly last time</source>
        <translation>Visavis wurde beim letzten Mal unerwartet beendet</translation>
    </message>
    <message>
        <source>A report tells where in the program; nothing you said is in it, and it stays here.</source>
        <translation>Ein Bericht sagt, wo im Programm; nichts von dem, was Sie sagten, steht darin, und er bleibt hier.</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Copy the report, to paste it into a mail</source>
        <translation>Den Bericht kopieren, um ihn in eine Mail einzufügen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Delete the report</source>
        <translation>Den Bericht löschen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
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
        <source>Memory of this process</source>
        <translation>Speicher des Programms</translation>
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
        <source>The camera is off. Turn it on to see its picture.</source>
        <translation>Die Kamera ist aus. Schalten Sie sie ein, um ihr Bild zu sehen.</translation>
    </message>
    <message>
        <source>Waiting for the picture</source>
        <translation>Das Bild kommt gleich</translation>
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
    <name>History</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Markdown, to be read</source>
        <translation>Markdown, zum Lesen</translation>
    </message>
    <message>
        <source>JSON, with everything</source>
        <translation>JSON, mit allem</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>Der Verlauf kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Nothing is kept yet</source>
        <translation>Noch ist nichts aufbewahrt</translation>
    </message>
    <message>
        <source>What you both say from the next conversation on stands here.</source>
        <translation>Was Sie beide ab dem nächsten Gespräch sagen, steht hier.</translation>
    </message>
    <message>
        <source>The history is off</source>
        <translation>Der Verlauf ist aus</translation>
    </message>
    <message>
        <source>What is said is forgotten when a conversation ends. If you like, it is kept as text on this computer, to be read, searched and gone on with.</source>
        <translation>Was gesagt wird, ist nach dem Gespräch vergessen. Wenn Sie möchten, wird es als Text auf diesem Rechner aufbewahrt, zum Lesen, Suchen und Fortsetzen.</translation>
    </message>
    <message>
        <source>Keep conversations</source>
        <translation>Gespräche aufbewahren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with this conversation</source>
        <translation>Dieses Gespräch fortsetzen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Write this conversation into a file</source>
        <translation>Dieses Gespräch in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete this conversation for good (Del)</source>
        <translation>Dieses Gespräch endgültig löschen (Entf)</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früheres</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Späteres</translation>
    </message>
    <message>
        <source>Choose a conversation to read it.</source>
        <translation>Wählen Sie ein Gespräch, um es zu lesen.</translation>
    </message>
    <message>
        <source>Starter engine</source>
        <translation>Einstiegsmodell</translation>
    </message>
    <message>
        <source>Omni engine</source>
        <translation>Omni-Engine</translation>
    </message>
    <message>
        <source>Nothing has all of these words.</source>
        <translation>Nichts enthält alle diese Wörter.</translation>
    </message>
    <message>
        <source>These are the newest ones.</source>
        <translation>Dies sind die neuesten.</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>Alle exportieren …</translation>
    </message>
    <message>
        <source>Delete all…</source>
        <translation>Alle löschen …</translation>
    </message>
    <message>
        <source>Write all conversations into a file</source>
        <translation>Alle Gespräche in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Delete all conversations for good</source>
        <translation>Alle Gespräche endgültig löschen</translation>
    </message>
    <message>
        <source>Kept conversations</source>
        <translation>Aufbewahrte Gespräche</translation>
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
        <source>Keep what is said, as text, on this computer alone</source>
        <translation>Gesagtes als Text aufbewahren, nur auf diesem Rechner</translation>
    </message>
    <message>
        <source>Search what was said</source>
        <translation>Gesagtes durchsuchen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Delete this conversation for good?</source>
        <translation>Dieses Gespräch endgültig löschen?</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete all conversations for good?</source>
        <translation>Alle Gespräche endgültig löschen?</translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation>Alle löschen</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Deleting without a trace…</source>
        <translation>Wird spurlos gelöscht …</translation>
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
        <source>Written to {0}</source>
        <translation>Geschrieben nach {0}</translation>
    </message>
    <message>
        <source>This conversation was deleted.</source>
        <translation>Dieses Gespräch wurde gelöscht.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>1 turn</source>
        <translation>1 Wortwechsel</translation>
    </message>
    <message>
        <source>{0} turns</source>
        <translation>{0} Wortwechsel</translation>
    </message>
    <message>
        <source>Without words</source>
        <translation>Ohne Worte</translation>
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
    <name>Sentence</name>
    <message>
        <source>Your {label} timer is done.</source>
        <translation>Ihr Timer „{label}“ ist abgelaufen.</translation>
    </message>
    <message>
        <source>your {label} timer ended {when}</source>
        <translation>Ihr Timer „{label}“ ist abgelaufen ({when})</translation>
    </message>
    <message>
        <source>While I was off, {things}.</source>
        <translation>Während ich aus war: {things}.</translation>
    </message>
    <message>
        <source>You asked me to remind you {label}.</source>
        <translation>Sie wollten erinnert werden: {label}.</translation>
    </message>
    <message>
        <source>Your timer is done.</source>
        <translation>Ihr Timer ist abgelaufen.</translation>
    </message>
    <message>
        <source>Your timer for {label} is done.</source>
        <translation>Ihr Timer „{label}“ ist abgelaufen.</translation>
    </message>
    <message>
        <source>I should have reminded you {label} {when}</source>
        <translation>Ich hätte Sie erinnern sollen: {label} ({when})</translation>
    </message>
    <message>
        <source>your timer ended {when}</source>
        <translation>Ihr Timer ist abgelaufen ({when})</translation>
    </message>
    <message>
        <source>your timer for {label} ended {when}</source>
        <translation>Ihr Timer „{label}“ ist abgelaufen ({when})</translation>
    </message>
    <message>
        <source>1 more was due</source>
        <translation>1 weiterer war fällig</translation>
    </message>
    <message>
        <source>{more} more were due</source>
        <translation>{more} weitere waren fällig</translation>
    </message>
    <message>
        <source>timers and reminders</source>
        <translation>Timer und Erinnerungen</translation>
    </message>
    <message>
        <source>I cannot see through the camera; connect it, close what else uses it, or allow it in the system&apos;s privacy settings.</source>
        <translation>Ich sehe durch die Kamera nichts. Schließen Sie sie an, beenden Sie Programme, die sie verwenden, oder erlauben Sie den Zugriff in den Datenschutzeinstellungen des Systems.</translation>
    </message>
    <message>
        <source>The camera is gone; connect it and I see again.</source>
        <translation>Die Kamera ist weg. Schließen Sie sie wieder an, dann sehe ich weiter.</translation>
    </message>
    <message>
        <source>I can see again.</source>
        <translation>Ich sehe wieder.</translation>
    </message>
    <message>
        <source>{name} is a folder; name a file in it.</source>
        <translation>{name} ist ein Ordner. Nennen Sie eine Datei darin.</translation>
    </message>
    <message>
        <source>{name} is a pipe or a device; save its content to a file first.</source>
        <translation>{name} ist eine Pipe oder ein Gerät. Speichern Sie den Inhalt zuerst in einer Datei.</translation>
    </message>
    <message>
        <source>{name} is empty; choose another file.</source>
        <translation>{name} ist leer. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{name} is too large ({size} MB); at most {most} MB can be read.</source>
        <translation>{name} ist zu groß ({size} MB). Höchstens {most} MB können gelesen werden.</translation>
    </message>
    <message>
        <source>There is no file {name}; check the name.</source>
        <translation>Es gibt keine Datei {name}. Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>{name} may not be read; check its permissions.</source>
        <translation>{name} darf nicht gelesen werden. Prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>its name cannot be a file&apos;s</source>
        <translation>so kann keine Datei heißen</translation>
    </message>
    <message>
        <source>{name} cannot be opened ({reason}); choose another file.</source>
        <translation>{name} lässt sich nicht öffnen ({reason}). Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>The photo {name} has more than {most} megapixels; make it smaller.</source>
        <translation>Das Foto {name} hat mehr als {most} Megapixel. Verkleinern Sie es.</translation>
    </message>
    <message>
        <source>{name} is not a photo that can be read; JPEG, PNG, WebP and similar files can.</source>
        <translation>{name} ist kein lesbares Foto. Gelesen werden JPEG, PNG, WebP und Ähnliches.</translation>
    </message>
    <message>
        <source>{name} is an HEIC photo, which cannot be read yet; save it as JPEG or PNG.</source>
        <translation>{name} ist ein HEIC-Foto, das noch nicht gelesen werden kann. Speichern Sie es als JPEG oder PNG.</translation>
    </message>
    <message>
        <source>The photo {name} is damaged or cut off; choose another one or save it again.</source>
        <translation>Das Foto {name} ist beschädigt oder unvollständig. Wählen Sie ein anderes oder speichern Sie es neu.</translation>
    </message>
    <message>
        <source>Say where the checkpoint is: --model FOLDER, or the setting omni.model.  `{command} models random FOLDER --shape tiny` makes one up to try.</source>
        <translation>Geben Sie an, wo der Checkpoint liegt: --model ORDNER oder die Einstellung „Modellordner“ (omni.model).  `{command} models random ORDNER --shape tiny` erzeugt einen zum Ausprobieren.</translation>
    </message>
    <message>
        <source>There is no folder {folder}; check the name of the checkpoint.</source>
        <translation>Es gibt keinen Ordner {folder}. Prüfen Sie den Namen des Checkpoints.</translation>
    </message>
    <message>
        <source>The chat model {model} is neither a model pack nor a file; `{command} models list` shows the packs.</source>
        <translation>Das Sprachmodell {model} ist weder ein Modellpaket noch eine Datei. `{command} models list` zeigt die Pakete.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({reason}); make it by hand, or set {variable} to a folder that can be written to.</source>
        <translation>Der Ordner {folder} lässt sich nicht anlegen ({reason}). Legen Sie ihn von Hand an oder setzen Sie {variable} auf einen beschreibbaren Ordner.</translation>
    </message>
    <message>
        <source>The conversations are deleted, but another copy of the program still reads the file; their traces in it go when the history is opened next.</source>
        <translation>Die Gespräche sind gelöscht, aber ein zweites Visavis liest die Datei noch. Ihre Spuren darin verschwinden, wenn der Verlauf das nächste Mal geöffnet wird.</translation>
    </message>
    <message>
        <source>A damaged history beside {path} cannot be deleted; delete it by hand.</source>
        <translation>Ein beschädigter Verlauf neben {path} lässt sich nicht löschen. Löschen Sie ihn von Hand.</translation>
    </message>
    <message>
        <source>conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>There is no conversation {number}; `{command} history list` shows what is kept.</source>
        <translation>Es gibt kein Gespräch {number}. `{command} history list` zeigt, was aufbewahrt ist.</translation>
    </message>
    <message>
        <source>The {failed} engine {why}; the {other} engine goes on.</source>
        <translation>Das Modell „{failed}“ {why}. Das Modell „{other}“ macht weiter.</translation>
    </message>
    <message>
        <source>ran out of memory</source>
        <translation>hatte nicht genug Speicher</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>ist ausgefallen</translation>
    </message>
    <message>
        <source>The file {file} of model pack {pack} could not be fetched: {reason}. Check the network connection and run the same command again; what has arrived is kept.</source>
        <translation>Die Datei {file} des Modellpakets {pack} konnte nicht geholt werden: {reason}. Prüfen Sie die Netzverbindung und versuchen Sie es noch einmal; was angekommen ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>has not been fetched</source>
        <translation>wurde noch nicht geholt</translation>
    </message>
    <message>
        <source>The model pack {name} {what}; run `{command} models pull {name}` to fetch it.</source>
        <translation>Das Modellpaket {name} {what}. `{command} models pull {name}` holt es.</translation>
    </message>
    <message>
        <source>is incomplete</source>
        <translation>ist unvollständig</translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation>ist beschädigt</translation>
    </message>
    <message>
        <source>Fetching the models needs {needed} GB of disk space and {folder} has {free} GB left; free some space and run the same command again.</source>
        <translation>Die Modelle brauchen {needed} GB Speicherplatz, in {folder} sind noch {free} GB frei. Schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>`python3 run.py setup omni` in a checkout, `pip install visavis[omni]` elsewhere</source>
        <translation>`python3 run.py setup omni` im Quellverzeichnis, sonst `pip install visavis[omni]`</translation>
    </message>
    <message>
        <source>onnxruntime is installed in part, for its flavours overwrite each other; uninstall all of them, then install one, as docs/gpu.md tells.</source>
        <translation>onnxruntime ist nur teilweise installiert, denn seine Varianten überschreiben einander. Deinstallieren Sie alle und installieren Sie dann eine, wie in docs/gpu.md beschrieben.</translation>
    </message>
    <message>
        <source>The omni engine needs {missing}, which is not installed: {how}.</source>
        <translation>Das Omni-Modell braucht {missing}, das nicht installiert ist: {how}.</translation>
    </message>
    <message>
        <source>{library} is installed and does not start ({reason}); install it again: {how}.</source>
        <translation>{library} ist installiert, startet aber nicht ({reason}). Installieren Sie es neu: {how}.</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read ({reason}); see that it may be read, or move it away.</source>
        <translation>Die Einstellungsdatei {path} lässt sich nicht lesen ({reason}). Machen Sie sie lesbar oder verschieben Sie sie.</translation>
    </message>
    <message>
        <source>The settings file {path} is written in a way that only a person can change; edit it by hand.</source>
        <translation>Die Einstellungsdatei {path} ist so geschrieben, dass nur ein Mensch sie ändern kann. Bearbeiten Sie sie von Hand.</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be written ({reason}); see that its folder may be written to and has room.</source>
        <translation>Die Einstellungsdatei {path} lässt sich nicht schreiben ({reason}). Sorgen Sie dafür, dass ihr Ordner beschreibbar ist und Platz hat.</translation>
    </message>
    <message>
        <source>the microphone</source>
        <translation>das Mikrofon</translation>
    </message>
    <message>
        <source>the speaker</source>
        <translation>den Lautsprecher</translation>
    </message>
    <message>
        <source>I use {name} as the microphone now.</source>
        <translation>Ich verwende jetzt {name} als Mikrofon.</translation>
    </message>
    <message>
        <source>I use {name} as the speaker now.</source>
        <translation>Ich verwende jetzt {name} als Lautsprecher.</translation>
    </message>
    <message>
        <source>The microphone is gone; connect one and I go on.</source>
        <translation>Das Mikrofon ist weg. Schließen Sie eines an, dann geht es weiter.</translation>
    </message>
    <message>
        <source>I find no microphone; connect one and I go on.</source>
        <translation>Ich finde kein Mikrofon. Schließen Sie eines an, dann geht es weiter.</translation>
    </message>
    <message>
        <source>The speaker is gone; connect one and I go on.</source>
        <translation>Der Lautsprecher ist weg. Schließen Sie einen an, dann geht es weiter.</translation>
    </message>
    <message>
        <source>I find no speaker; connect one and I go on.</source>
        <translation>Ich finde keinen Lautsprecher. Schließen Sie einen an, dann geht es weiter.</translation>
    </message>
    <message>
        <source>I cannot use {name}; another program may hold it, or I may not use it: close that program or allow it in the system&apos;s privacy settings.</source>
        <translation>Ich kann {name} nicht verwenden. Vielleicht belegt ein anderes Programm das Gerät, oder der Zugriff ist nicht erlaubt: Beenden Sie das Programm oder erlauben Sie den Zugriff in den Datenschutzeinstellungen des Systems.</translation>
    </message>
    <message>
        <source>I have {name} as the microphone again.</source>
        <translation>Ich habe {name} wieder als Mikrofon.</translation>
    </message>
    <message>
        <source>I have {name} as the speaker again.</source>
        <translation>Ich habe {name} wieder als Lautsprecher.</translation>
    </message>
    <message>
        <source>{name} sounds like a telephone while its own microphone is used; choose another microphone for full sound.</source>
        <translation>{name} klingt wie ein Telefon, solange das eigene Mikrofon verwendet wird. Wählen Sie für vollen Klang ein anderes Mikrofon.</translation>
    </message>
    <message>
        <source>The sound library PortAudio is missing, so nothing can be played or heard; install it (on Debian and Ubuntu: sudo apt-get install libportaudio2).</source>
        <translation>Die Audiobibliothek PortAudio fehlt, daher kann nichts abgespielt oder gehört werden. Installieren Sie sie (unter Debian und Ubuntu: sudo apt-get install libportaudio2).</translation>
    </message>
    <message>
        <source>The {what} in {path} cannot be read or written: {reason}.</source>
        <translation>Die {what} in {path} lassen sich nicht lesen oder schreiben: {reason}.</translation>
    </message>
    <message>
        <source>The {what} in {path} were kept by a newer version of this program; start that one, or move the file away.</source>
        <translation>Die {what} in {path} stammen von einer neueren Version dieses Programms. Starten Sie diese oder verschieben Sie die Datei.</translation>
    </message>
    <message>
        <source>The {what} that were kept are damaged and a new list begins now; the old file is kept as {name}.</source>
        <translation>Die gespeicherten {what} sind beschädigt, daher beginnt jetzt eine neue Liste. Die alte Datei bleibt als {name} erhalten.</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <translation>{first} {second}</translation>
    </message>
    <message>
        <source>There is no voice {voice}; choose from {known}.</source>
        <translation>Es gibt keine Stimme {voice}. Zur Wahl stehen {known}.</translation>
    </message>
    <message>
        <source>Something went wrong inside Visavis; the log tells more. Try again.</source>
        <translation>In Visavis ist etwas schiefgegangen; das Protokoll sagt mehr. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This must be a text of 1 to {longest} characters.</source>
        <translation>Hier muss ein Text aus 1 bis {longest} Zeichen stehen.</translation>
    </message>
    <message>
        <source>I cannot see the screen; allow it in the system&apos;s privacy settings, or show a picture of it instead.</source>
        <translation>Ich kann den Bildschirm nicht sehen; erlauben Sie es in den Datenschutzeinstellungen des Systems, oder zeigen Sie stattdessen ein Bild davon.</translation>
    </message>
    <message>
        <source>Nothing is kept that could be written.</source>
        <translation>Es ist nichts aufbewahrt, das geschrieben werden könnte.</translation>
    </message>
    <message>
        <source>the disk is full; free some space</source>
        <translation>die Festplatte ist voll; schaffen Sie Platz</translation>
    </message>
    <message>
        <source>choose another folder, or see whether this one may be written to</source>
        <translation>wählen Sie einen anderen Ordner, oder prüfen Sie, ob in diesen geschrieben werden darf</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}.</source>
        <translation>{path} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>check that the folder may be written to and the disk is not full</source>
        <translation>prüfen Sie, ob in den Ordner geschrieben werden darf und die Festplatte nicht voll ist</translation>
    </message>
    <message>
        <source>another copy of the program is using them; try again when it is done</source>
        <translation>ein anderes Visavis benutzt sie gerade; versuchen Sie es danach noch einmal</translation>
    </message>
    <message>
        <source>the file is damaged; move it away, and a new one begins</source>
        <translation>die Datei ist beschädigt; verschieben Sie sie, dann beginnt eine neue</translation>
    </message>
    <message>
        <source>While this computer slept, {what}.</source>
        <translation>Während dieser Rechner schlief: {what}.</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>What answers: the starter engine is a set of small models for the CPU, the omni engine the official model in the folder of omni.model.</source>
        <translation>Wer antwortet: Das Einstiegsmodell besteht aus kleinen Modellen für den Prozessor, das Omni-Modell ist das offizielle Modell im Modellordner (omni.model).</translation>
    </message>
    <message>
        <source>Starter engine</source>
        <translation>Einstiegsmodell</translation>
    </message>
    <message>
        <source>Omni engine</source>
        <translation>Omni-Modell</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Persönlichkeit</translation>
    </message>
    <message>
        <source>A sentence or two on who Visavis is to you.</source>
        <translation>Ein, zwei Sätze darüber, wer Visavis für Sie ist.</translation>
    </message>
    <message>
        <source>Longest reply</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>A reply that grows longer is ended there; a token is most of a word.</source>
        <translation>Eine längere Antwort wird dort beendet; ein Token ist der größte Teil eines Wortes.</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} Tokens</translation>
    </message>
    <message>
        <source>{0} token</source>
        <translation>{0} Token</translation>
    </message>
    <message>
        <source>Hearing</source>
        <translation>Hören</translation>
    </message>
    <message>
        <source>Speech recognition</source>
        <translation>Spracherkennung</translation>
    </message>
    <message>
        <source>What turns speech into words: Moonshine is quick, Whisper is thorough.</source>
        <translation>Was Sprache in Worte verwandelt: Moonshine ist schnell, Whisper gründlich.</translation>
    </message>
    <message>
        <source>Moonshine, quick</source>
        <translation>Moonshine, schnell</translation>
    </message>
    <message>
        <source>Whisper, thorough</source>
        <translation>Whisper, gründlich</translation>
    </message>
    <message>
        <source>Chat model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>A chat pack&apos;s name, or the full path of any GGUF file.</source>
        <translation>Der Name eines Sprachmodellpakets oder der volle Pfad einer GGUF-Datei.</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>Prozessor-Threads</translation>
    </message>
    <message>
        <source>Processor threads to think with; auto goes by the physical cores.</source>
        <translation>Wie viele Threads mitdenken; automatisch richtet es sich nach den Prozessorkernen.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>The folder of a checkpoint in the official layout.</source>
        <translation>Der Ordner eines Checkpoints im offiziellen Aufbau.</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>Rechnet auf</translation>
    </message>
    <message>
        <source>Where it runs: cpu, cuda, cuda:1 or mps; auto takes the fastest.</source>
        <translation>Worauf es läuft: cpu, cuda, cuda:1 oder mps; automatisch wird das schnellste Gerät genommen.</translation>
    </message>
    <message>
        <source>Answers aloud</source>
        <translation>Antwortet laut</translation>
    </message>
    <message>
        <source>Whether it answers aloud; if not, the parts that speak are not loaded, which saves their memory.</source>
        <translation>Ob es laut antwortet; wenn nicht, werden die sprechenden Teile nicht geladen, was ihren Speicher spart.</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Who speaks: Chelsie, Ethan or another voice of the checkpoint; auto takes the first.</source>
        <translation>Wer spricht: Chelsie, Ethan oder eine andere Stimme des Checkpoints; automatisch wird die erste genommen.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Its numbers: auto takes 16 bits on a GPU and 32 on a CPU.</source>
        <translation>Seine Zahlen: automatisch sind es 16 Bit auf einer Grafikkarte und 32 auf einem Prozessor.</translation>
    </message>
    <message>
        <source>32 bits (float32)</source>
        <translation>32 Bit (float32)</translation>
    </message>
    <message>
        <source>16 bits (bfloat16)</source>
        <translation>16 Bit (bfloat16)</translation>
    </message>
    <message>
        <source>16 bits (float16)</source>
        <translation>16 Bit (float16)</translation>
    </message>
    <message>
        <source>Longest conversation</source>
        <translation>Längstes Gespräch</translation>
    </message>
    <message>
        <source>Tokens a conversation may hold; auto takes all it was trained for.</source>
        <translation>Wie viele Tokens ein Gespräch fassen darf; automatisch so viele, wie das Modell gelernt hat.</translation>
    </message>
    <message>
        <source>Quality of the voice</source>
        <translation>Qualität der Stimme</translation>
    </message>
    <message>
        <source>How carefully its voice is drawn: rk4 as published, midpoint in half and euler in a quarter of the time; auto takes the best that this machine keeps pace with.</source>
        <translation>Wie sorgfältig die Stimme gezeichnet wird: rk4 wie veröffentlicht, midpoint in der halben und euler in einem Viertel der Zeit; automatisch wird das Beste genommen, mit dem dieser Rechner Schritt hält.</translation>
    </message>
    <message>
        <source>Best (rk4)</source>
        <translation>Beste (rk4)</translation>
    </message>
    <message>
        <source>Good (midpoint)</source>
        <translation>Gut (midpoint)</translation>
    </message>
    <message>
        <source>Fast (euler)</source>
        <translation>Schnell (euler)</translation>
    </message>
    <message>
        <source>A voice&apos;s name; auto takes the best that keeps pace.</source>
        <translation>Der Name einer Stimme; automatisch wird die beste genommen, die Schritt hält.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How fast it speaks; 1 is the voice&apos;s own pace.</source>
        <translation>Wie schnell gesprochen wird; 1 ist das eigene Tempo der Stimme.</translation>
    </message>
    <message>
        <source>{0}×</source>
        <translation>{0}×</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>How loud it speaks; 0 is silence.</source>
        <translation>Wie laut gesprochen wird; bei 0 ist es still.</translation>
    </message>
    <message>
        <source>{0}%</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>Turn-taking</source>
        <translation>Sprecherwechsel</translation>
    </message>
    <message>
        <source>Wake phrase</source>
        <translation>Weckruf</translation>
    </message>
    <message>
        <source>What wakes it in standby; two words are safer than one.</source>
        <translation>Was es aus der Ruhe weckt; zwei Wörter sind sicherer als eines.</translation>
    </message>
    <message>
        <source>Sleep after</source>
        <translation>Ruhe nach</translation>
    </message>
    <message>
        <source>Without a word to it, it stops listening for more than its wake phrase.</source>
        <translation>Ohne ein Wort an Visavis hört es danach nur noch auf seinen Weckruf.</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>Time for follow-up questions</source>
        <translation>Zeit für Nachfragen</translation>
    </message>
    <message>
        <source>After a reply or waking, what is said is taken as meant for it.</source>
        <translation>Was nach einer Antwort oder dem Wecken so lange gesagt wird, gilt als an Visavis gerichtet.</translation>
    </message>
    <message>
        <source>Words that do not interrupt</source>
        <translation>Wörter, die nicht unterbrechen</translation>
    </message>
    <message>
        <source>More words, with commas between, that do not interrupt (besides mhm, yes).</source>
        <translation>Weitere Wörter, durch Kommas getrennt, die nicht unterbrechen (außer mhm, yes).</translation>
    </message>
    <message>
        <source>Think ahead</source>
        <translation>Vorausdenken</translation>
    </message>
    <message>
        <source>Begin to answer at the first silence, and take it back unheard if you go on.</source>
        <translation>Bei der ersten Stille die Antwort beginnen und ungehört verwerfen, wenn Sie weitersprechen.</translation>
    </message>
    <message>
        <source>Speech begins at</source>
        <translation>Sprache beginnt ab</translation>
    </message>
    <message>
        <source>Probability of speech that begins it: the network&apos;s own threshold.</source>
        <translation>Ab dieser Wahrscheinlichkeit beginnt Sprache: die eigene Schwelle des Netzes.</translation>
    </message>
    <message>
        <source>Speech goes on above</source>
        <translation>Sprache dauert an über</translation>
    </message>
    <message>
        <source>Below this it is silent; in between speech goes on, for soft word endings.</source>
        <translation>Darunter ist Stille; dazwischen dauert Sprache an, der leisen Wortenden wegen.</translation>
    </message>
    <message>
        <source>Speech over a reply begins at</source>
        <translation>Sprache über einer Antwort ab</translation>
    </message>
    <message>
        <source>Probability of speech that begins it over its own voice, and half of it holds it: the echo canceller blurs yours, and leaves nothing that is taken for more than a tenth.</source>
        <translation>Ab dieser Wahrscheinlichkeit beginnt Sprache über der eigenen Stimme, die Hälfte hält sie: Die Echounterdrückung verwischt Ihre Stimme und lässt sonst nichts übrig, was für mehr als ein Zehntel gehalten wird.</translation>
    </message>
    <message>
        <source>Rise of the probability</source>
        <translation>Anstieg der Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>How fast the smoothed probability rises: two windows of speech are an onset, one of leftover echo is none.</source>
        <translation>Wie schnell die geglättete Wahrscheinlichkeit steigt: Zwei Fenster mit Sprache sind ein Beginn, eines mit Echorest ist keiner.</translation>
    </message>
    <message>
        <source>Fall of the probability</source>
        <translation>Abfall der Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>How slowly it falls: over its own voice, half of a person&apos;s windows are lost to the echo canceller.</source>
        <translation>Wie langsam sie fällt: Über der eigenen Stimme gehen die Hälfte der Fenster eines Menschen an die Echounterdrückung verloren.</translation>
    </message>
    <message>
        <source>Sound kept from before speech</source>
        <translation>Ton von vor dem Beginn</translation>
    </message>
    <message>
        <source>Sound before the onset that belongs to a turn: soft beginnings lie there.</source>
        <translation>Ton vor dem erkannten Beginn, der dazugehört: Dort liegen leise Anfänge.</translation>
    </message>
    <message>
        <source>Shortest speech</source>
        <translation>Kürzeste Sprache</translation>
    </message>
    <message>
        <source>Less is a click or a cough: the shortest no has twice as much.</source>
        <translation>Weniger ist ein Klicken oder Husten: Das kürzeste Nein dauert doppelt so lang.</translation>
    </message>
    <message>
        <source>Silence that may end a turn</source>
        <translation>Stille, die ein Ende sein kann</translation>
    </message>
    <message>
        <source>Silence after which you may have finished: longer than stops within words, and what the end-of-turn model was trained with.</source>
        <translation>Stille, nach der Sie fertig sein könnten: länger als Verschlüsse in Wörtern und das, womit das Modell für das Ende trainiert wurde.</translation>
    </message>
    <message>
        <source>Sound made in advance</source>
        <translation>Vorab erzeugter Ton</translation>
    </message>
    <message>
        <source>Of a reply that is held back; more would be work for nothing if you go on.</source>
        <translation>Von einer zurückgehaltenen Antwort; mehr wäre umsonst, wenn Sie weitersprechen.</translation>
    </message>
    <message>
        <source>Finished at</source>
        <translation>Fertig ab</translation>
    </message>
    <message>
        <source>From which the end-of-turn model is believed: its own threshold.</source>
        <translation>Ab hier wird dem Modell für das Ende geglaubt: seine eigene Schwelle.</translation>
    </message>
    <message>
        <source>Finished at once at</source>
        <translation>Sofort fertig ab</translation>
    </message>
    <message>
        <source>If the model says as much of the first silence, you have finished at once: four in five sentences that are over get more, half of the pauses get less.</source>
        <translation>Sagt das Modell schon bei der ersten Stille so viel, sind Sie sofort fertig: Vier von fünf beendeten Sätzen bekommen mehr, die Hälfte der Pausen weniger.</translation>
    </message>
    <message>
        <source>Patience in doubt</source>
        <translation>Geduld im Zweifel</translation>
    </message>
    <message>
        <source>Silence that is waited for where it says 0 at first, and less the surer it was; then words that may end a turn end it, for few pauses are longer.</source>
        <translation>So lange Stille wird abgewartet, wenn das Modell zuerst 0 sagt, und je sicherer es war, desto weniger; dann sind Sie nach Worten, die ein Ende sein können, fertig, denn wenige Pausen dauern länger.</translation>
    </message>
    <message>
        <source>Patience with unfinished sentences</source>
        <translation>Geduld bei unfertigen Sätzen</translation>
    </message>
    <message>
        <source>Silence that is waited for after words that must go on (&quot;set a timer for&quot;): longer than pauses for thought.</source>
        <translation>So lange Stille wird nach Worten abgewartet, die weitergehen müssen („set a timer for“): länger als Denkpausen.</translation>
    </message>
    <message>
        <source>Judged again every</source>
        <translation>Neu beurteilt alle</translation>
    </message>
    <message>
        <source>The end-of-turn model is asked again: a longer silence tells it more.</source>
        <translation>So oft wird das Modell für das Ende erneut gefragt: Längere Stille sagt ihm mehr.</translation>
    </message>
    <message>
        <source>Longest wait for more words</source>
        <translation>Längstes Warten auf mehr</translation>
    </message>
    <message>
        <source>After so much silence you have finished, whatever the model says.</source>
        <translation>Nach so viel Stille sind Sie fertig, was auch immer das Modell sagt.</translation>
    </message>
    <message>
        <source>Speech that takes a reply back</source>
        <translation>Sprache, die eine Antwort zurücknimmt</translation>
    </message>
    <message>
        <source>Of new speech that takes a waiting reply back: more than a click.</source>
        <translation>So viel neue Sprache nimmt eine wartende Antwort zurück: mehr als ein Klicken.</translation>
    </message>
    <message>
        <source>Speech that pauses a reply</source>
        <translation>Sprache, die eine Antwort anhält</translation>
    </message>
    <message>
        <source>Of speech over a reply that pauses it: more than a click, less than a word.</source>
        <translation>So viel Sprache über einer Antwort hält sie an: mehr als ein Klicken, weniger als ein Wort.</translation>
    </message>
    <message>
        <source>Speech that cuts a reply</source>
        <translation>Sprache, die eine Antwort abbricht</translation>
    </message>
    <message>
        <source>Of speech over a reply that cuts it: nobody agrees or coughs for so long.</source>
        <translation>So viel Sprache über einer Antwort bricht sie ab: So lange stimmt niemand zu oder hustet.</translation>
    </message>
    <message>
        <source>Words looked at every</source>
        <translation>Worte angesehen alle</translation>
    </message>
    <message>
        <source>While a reply is paused, your words are looked at as often as one is said.</source>
        <translation>Während eine Antwort angehalten ist, werden Ihre Worte so oft angesehen, wie eines gesagt wird.</translation>
    </message>
    <message>
        <source>Confidence of words that cut a reply</source>
        <translation>Sicherheit abbrechender Worte</translation>
    </message>
    <message>
        <source>Confidence (mean log-probability) of words that cut a reply: a cough is written as some word too, but with less.</source>
        <translation>Sicherheit (mittlere Log-Wahrscheinlichkeit) von Worten, die eine Antwort abbrechen: Auch ein Husten wird als Wort geschrieben, aber mit weniger.</translation>
    </message>
    <message>
        <source>Paused reply goes on after</source>
        <translation>Angehaltene Antwort geht weiter nach</translation>
    </message>
    <message>
        <source>A paused reply goes on if by then after your last word nothing was decided.</source>
        <translation>Eine angehaltene Antwort geht weiter, wenn so lange nach Ihrem letzten Wort nichts entschieden ist.</translation>
    </message>
    <message>
        <source>Likeness of the wake phrase</source>
        <translation>Ähnlichkeit des Weckrufs</translation>
    </message>
    <message>
        <source>How alike what was heard must be: recognisers spell an invented name freely.</source>
        <translation>Wie ähnlich das Gehörte sein muss: Spracherkenner schreiben erfundene Namen sehr frei.</translation>
    </message>
    <message>
        <source>Longest piece looked at in standby</source>
        <translation>Längstes Stück in der Ruhe</translation>
    </message>
    <message>
        <source>In standby speech without a pause is looked at in pieces of this length.</source>
        <translation>In der Ruhe wird Sprache ohne Pause in Stücken dieser Länge angesehen.</translation>
    </message>
    <message>
        <source>Quieter than your voice by</source>
        <translation>Leiser als Ihre Stimme um</translation>
    </message>
    <message>
        <source>Decibels below your usual level that are somebody else, or another room.</source>
        <translation>So viele Dezibel unter Ihrem üblichen Pegel ist es jemand anderes oder ein anderes Zimmer.</translation>
    </message>
    <message>
        <source>{0} dB</source>
        <translation>{0} dB</translation>
    </message>
    <message>
        <source>Speech taken for a radio</source>
        <translation>Gilt als Radio ab</translation>
    </message>
    <message>
        <source>So long without leaving it a word is a radio or a call, unless it is named.</source>
        <translation>Wer so lange redet, ohne Visavis zu Wort kommen zu lassen, ist ein Radio oder ein Telefonat, es sei denn, es wird beim Namen genannt.</translation>
    </message>
    <message>
        <source>Speech taken for an aside</source>
        <translation>Gilt als Nebenbemerkung ab</translation>
    </message>
    <message>
        <source>Out of the blue, longer speech must sound like a question or a request.</source>
        <translation>Unvermittelt muss längere Sprache wie eine Frage oder Bitte klingen.</translation>
    </message>
    <message>
        <source>Asides before it sleeps</source>
        <translation>Nebenbemerkungen bis zur Ruhe</translation>
    </message>
    <message>
        <source>So many in a row that were not meant for it: the room is busy without it.</source>
        <translation>So viele nacheinander, die nicht Visavis galten: Der Raum ist ohne es beschäftigt.</translation>
    </message>
    <message>
        <source>Silence before a timer speaks</source>
        <translation>Stille, bevor ein Timer spricht</translation>
    </message>
    <message>
        <source>Before a timer speaks up: a pause for breath is shorter.</source>
        <translation>Bevor sich ein Timer meldet: Eine Atempause ist kürzer.</translation>
    </message>
    <message>
        <source>Longest wait of a timer</source>
        <translation>Längstes Warten eines Timers</translation>
    </message>
    <message>
        <source>A timer waits no longer for silence: with a radio on it would never ring.</source>
        <translation>Länger wartet ein Timer nicht auf Stille: Bei laufendem Radio würde er sonst nie klingeln.</translation>
    </message>
    <message>
        <source>Shortest press of the talk key</source>
        <translation>Kürzester Druck der Sprechtaste</translation>
    </message>
    <message>
        <source>Of the talk key; a shorter press is a tap, which only wakes it.</source>
        <translation>Ein kürzerer Druck ist ein Antippen, das nur weckt.</translation>
    </message>
    <message>
        <source>Longest speech without a pause</source>
        <translation>Längste Sprache ohne Pause</translation>
    </message>
    <message>
        <source>Of speech without the shortest silence; then it answers what it has, for nobody speaks so without breath: it is noise taken for a voice.</source>
        <translation>Sprache ohne die kürzeste Stille; dann wird beantwortet, was da ist, denn so spricht niemand ohne Atem: Es ist Lärm, der für eine Stimme gehalten wird.</translation>
    </message>
    <message>
        <source>Longest press of the talk key</source>
        <translation>Längster Druck der Sprechtaste</translation>
    </message>
    <message>
        <source>Of holding the talk key; then it answers what it has: the key may be stuck.</source>
        <translation>Danach wird beantwortet, was da ist: Die Taste könnte klemmen.</translation>
    </message>
    <message>
        <source>Microphone without sound</source>
        <translation>Mikrofon ohne Ton</translation>
    </message>
    <message>
        <source>Without any sound from the microphone, speech counts as ended.</source>
        <translation>Kommt so lange gar kein Ton vom Mikrofon, gilt die Rede als beendet.</translation>
    </message>
    <message>
        <source>Longest wait for a reply</source>
        <translation>Längstes Warten auf eine Antwort</translation>
    </message>
    <message>
        <source>A reply of which nothing sounds by then is given up.</source>
        <translation>Eine Antwort, von der bis dahin nichts erklingt, wird aufgegeben.</translation>
    </message>
    <message>
        <source>Longest standstill of a reply</source>
        <translation>Längster Stillstand einer Antwort</translation>
    </message>
    <message>
        <source>A reply that has not gone on for so long is given up.</source>
        <translation>Eine Antwort, die so lange nicht weitergeht, wird aufgegeben.</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>The speaker&apos;s name; auto takes the system&apos;s default.</source>
        <translation>Der Name des Lautsprechers; automatisch wird der des Systems genommen.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>The microphone&apos;s name; auto takes the system&apos;s default.</source>
        <translation>Der Name des Mikrofons; automatisch wird das des Systems genommen.</translation>
    </message>
    <message>
        <source>Echo cancellation</source>
        <translation>Echounterdrückung</translation>
    </message>
    <message>
        <source>Takes the speaker&apos;s voice out of what is heard; needless with headphones.</source>
        <translation>Entfernt die Stimme des Lautsprechers aus dem Gehörten; mit Kopfhörern unnötig.</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>Rauschunterdrückung</translation>
    </message>
    <message>
        <source>Takes fans and traffic out, and thins a faint voice a little.</source>
        <translation>Entfernt Lüfter und Verkehr und macht eine leise Stimme etwas dünner.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Picture from</source>
        <translation>Bild von</translation>
    </message>
    <message>
        <source>A camera&apos;s number, a film, a folder of pictures, an address such as rtsp://..., or screen.</source>
        <translation>Die Nummer einer Kamera, ein Film, ein Ordner mit Bildern, eine Adresse wie rtsp://... oder screen für den Bildschirm.</translation>
    </message>
    <message>
        <source>First camera</source>
        <translation>Erste Kamera</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Keep conversations</source>
        <translation>Gespräche aufbewahren</translation>
    </message>
    <message>
        <source>Keep what is said, as text, to be read, searched and gone on with later.</source>
        <translation>Das Gesagte als Text aufbewahren, um es später zu lesen, zu durchsuchen und fortzusetzen.</translation>
    </message>
    <message>
        <source>Keep them for</source>
        <translation>Aufbewahren für</translation>
    </message>
    <message>
        <source>Conversations that ended longer ago are deleted as the next one begins.</source>
        <translation>Gespräche, die länger zurückliegen, werden zu Beginn des nächsten gelöscht.</translation>
    </message>
    <message>
        <source>Forever</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} Tage</translation>
    </message>
    <message>
        <source>{0} day</source>
        <translation>{0} Tag</translation>
    </message>
    <message>
        <source>Keep small pictures</source>
        <translation>Kleine Bilder aufbewahren</translation>
    </message>
    <message>
        <source>Keep a small picture of what the camera showed in a turn, too.</source>
        <translation>Auch ein kleines Bild dessen aufbewahren, was die Kamera dabei zeigte.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light or dark; system follows the rest of the desktop.</source>
        <translation>Hell oder dunkel; „System“ richtet sich nach der übrigen Oberfläche.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of the window&apos;s own words, from its next start on.</source>
        <translation>Die der Worte im Fenster, ab dem nächsten Start.</translation>
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
        <translation>Größe der Untertitel</translation>
    </message>
    <message>
        <source>How large the live captions are; 1 is their own size.</source>
        <translation>Wie groß die Untertitel sind; 1 ist ihre eigene Größe.</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Nothing moves by itself; states show by shape and word alone.</source>
        <translation>Nichts bewegt sich von selbst; Zustände zeigen sich allein durch Form und Wort.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Notes kept</source>
        <translation>Aufgezeichnet wird</translation>
    </message>
    <message>
        <source>The least important kind of note that is kept.</source>
        <translation>Die unwichtigste Art von Einträgen, die noch festgehalten wird.</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Informationen</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>Kein Ordner</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Whole sentences from</source>
        <translation>Ganze Sätze ab</translation>
    </message>
    <message>
        <source>Probability, by the chat model, that your words end there; below it they are waited on as if you sounded unfinished. Of whole sentences nine in ten get more, of first halves two in ten.</source>
        <translation>Wahrscheinlichkeit laut Chatmodell, dass Ihre Worte dort enden; darunter wird gewartet, als hätten Sie unfertig geklungen. Von ganzen Sätzen erhalten neun von zehn mehr, von ersten Hälften zwei von zehn.</translation>
    </message>
    <message>
        <source>Patience with the recogniser</source>
        <translation>Geduld mit der Spracherkennung</translation>
    </message>
    <message>
        <source>Silence for which your words are waited for before how you sounded decides alone: until then hardly any answer could sound.</source>
        <translation>So lange Stille wird auf Ihre Worte gewartet, bevor allein der Klang entscheidet: Vorher könnte kaum eine Antwort ertönen.</translation>
    </message>
    <message>
        <source>On at start</source>
        <translation>Beim Start an</translation>
    </message>
    <message>
        <source>Whether it looks through the camera as soon as it listens.</source>
        <translation>Ob sie durch die Kamera sieht, sobald sie zuhört.</translation>
    </message>
    <message>
        <source>Close to tray</source>
        <translation>Beim Schließen in die Taskleiste</translation>
    </message>
    <message>
        <source>Closing only hides it; its icon in the tray brings it back, or quits.</source>
        <translation>Schließen verbirgt es nur; sein Symbol in der Taskleiste holt es zurück oder beendet es.</translation>
    </message>
    <message>
        <source>Start minimised</source>
        <translation>Minimiert starten</translation>
    </message>
    <message>
        <source>It starts out of sight: in the tray, or where there is none, minimised.</source>
        <translation>Es startet unsichtbar: in der Taskleiste, oder wo es dort keinen Platz gibt, minimiert.</translation>
    </message>
    <message>
        <source>Silence that begins a reply</source>
        <translation>Pause, nach der eine Antwort beginnt</translation>
    </message>
    <message>
        <source>Silence after which a reply is begun on trial: it is ready sooner, and taken back unheard if that was a stop within a word. Never later than the silence above.</source>
        <translation>Pause, nach der eine Antwort auf Probe begonnen wird: Sie ist früher fertig und wird ungehört zurückgenommen, wenn das nur ein Halt im Wort war. Nie später als die Pause darüber.</translation>
    </message>
    <message>
        <source>Louder over a reply by</source>
        <translation>Lauter über einer Antwort um</translation>
    </message>
    <message>
        <source>Decibels above what its own echo can be that lower a reply at once, before it is known whether somebody speaks: twice what the echo wavers by; 60 waits for a voice.</source>
        <translation>Um so viele Dezibel lauter, als das eigene Echo sein kann, senkt eine Antwort sofort ab, noch bevor feststeht, ob jemand spricht: doppelt so viel, wie das Echo schwankt; 60 wartet auf eine Stimme.</translation>
    </message>
    <message>
        <source>Lowered for a noise for</source>
        <translation>Für ein Geräusch abgesenkt</translation>
    </message>
    <message>
        <source>A reply that was lowered so rises again if no voice is found: a word&apos;s time.</source>
        <translation>So lange bleibt eine so abgesenkte Antwort leise, wenn keine Stimme gefunden wird: die Dauer eines Worts.</translation>
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
        <source>From {0} to {1}</source>
        <translation>Von {0} bis {1}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>Fine tuning</source>
        <translation>Feineinstellung</translation>
    </message>
    <message>
        <source>These were chosen with care; change one only if something keeps going wrong.</source>
        <translation>Diese Werte sind mit Bedacht gewählt. Ändern Sie einen nur, wenn etwas immer wieder schiefgeht.</translation>
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
    <name>Showing</name>
    <message>
        <source>Drop it here to show it</source>
        <translation>Zum Zeigen hier loslassen</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>Bild öffnen …</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>Bild einfügen</translation>
    </message>
    <message>
        <source>Share the screen as the camera</source>
        <translation>Bildschirm statt der Kamera zeigen</translation>
    </message>
    <message>
        <source>Show a picture</source>
        <translation>Ein Bild zeigen</translation>
    </message>
    <message>
        <source>There is no picture in it; copy one first.</source>
        <translation>Darin ist kein Bild; kopieren Sie zuerst eines.</translation>
    </message>
    <message>
        <source>At most {0} pictures can be shown at once.</source>
        <translation>Höchstens {0} Bilder lassen sich auf einmal zeigen.</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} entfernen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>Das Bild wird gelesen …</translation>
    </message>
    <message>
        <source>Shown with your next words</source>
        <translation>Wird mit Ihren nächsten Worten gezeigt</translation>
    </message>
    <message>
        <source>the pasted picture</source>
        <translation>das eingefügte Bild</translation>
    </message>
    <message>
        <source>Shown: {0}</source>
        <translation>Gezeigt: {0}</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Pictures and PDF</source>
        <translation>Bilder und PDF</translation>
    </message>
    <message>
        <source>Show a page</source>
        <translation>Eine Seite zeigen</translation>
    </message>
    <message>
        <source>{0} has {1} pages. Which one is to be shown?</source>
        <translation>{0} hat {1} Seiten. Welche soll gezeigt werden?</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
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
        <source>Your speakers are fine for hands-free</source>
        <translation>Ihre Lautsprecher taugen gut zum freien Sprechen</translation>
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
    <message>
        <source>Tokens of the conversation that the model holds, and how many it can hold. When it is full, the oldest parts are forgotten.</source>
        <translation>Wie viele Token des Gesprächs das Modell behält und wie viele es behalten kann. Ist es voll, wird das Älteste vergessen.</translation>
    </message>
    <message>
        <source>Network: camera at {0}</source>
        <translation>Netz: Kamera bei {0}</translation>
    </message>
    <message>
        <source>Context {0} / {1}</source>
        <translation>Kontext {0} / {1}</translation>
    </message>
    <message>
        <source>Pictures are fetched from the camera at {0}; nothing else leaves this computer.</source>
        <translation>Von der Kamera bei {0} werden Bilder geholt; sonst verlässt nichts diesen Rechner.</translation>
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
    <name>Tray</name>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Quit Visavis</source>
        <translation>Visavis beenden</translation>
    </message>
    <message>
        <source>Wake</source>
        <translation>Wecken</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>Fenster zeigen</translation>
    </message>
    <message>
        <source>Hide the window</source>
        <translation>Fenster verbergen</translation>
    </message>
    <message>
        <source>Visavis is still here</source>
        <translation>Visavis ist noch da</translation>
    </message>
    <message>
        <source>It goes on, and its icon brings the window back or quits it.</source>
        <translation>Es läuft weiter; sein Symbol holt das Fenster zurück oder beendet es.</translation>
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
    <message>
        <source>No picture of the screen</source>
        <translation>Kein Bild vom Bildschirm</translation>
    </message>
</context>
<context>
    <name>Typing</name>
    <message>
        <source>Type instead of talking</source>
        <translation>Tippen statt sprechen</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>Ihre Worte</translation>
    </message>
    <message>
        <source>Enter sends them, Esc closes the line</source>
        <translation>Eingabe sendet sie, Esc schließt die Zeile</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Close the line</source>
        <translation>Die Zeile schließen</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>Senden (Eingabe)</translation>
    </message>
    <message>
        <source>Close the line (Esc)</source>
        <translation>Die Zeile schließen (Esc)</translation>
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
