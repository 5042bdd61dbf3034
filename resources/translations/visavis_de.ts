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
