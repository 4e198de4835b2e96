<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>foyer::ActsPage</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::AttendancePage</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::ClientWindow</name>
    <message numerus="yes">
        <source>%n here</source>
        <translation>
            <numerusform>%n here</numerusform>
            <numerusform>%n here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) will be sent as soon as the room is back.</source>
        <translation>
            <numerusform>%n line will be sent as soon as the room is back.</numerusform>
            <numerusform>%n lines will be sent as soon as the room is back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) will be sent in a moment: the room is taking them one by one.</source>
        <translation>
            <numerusform>%n line will be sent in a moment: the room is taking them one by one.</numerusform>
            <numerusform>%n lines will be sent in a moment: the room is taking them one by one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::EventWords</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changed it: what is said is kept for %n day(s)</source>
        <translation>
            <numerusform>%1 changed it: what is said is kept for %n day</numerusform>
            <numerusform>%1 changed it: what is said is kept for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::ExportDialog</name>
    <message numerus="yes">
        <source>%n people are in %1.</source>
        <translation>
            <numerusform>%n person is in %1.</numerusform>
            <numerusform>%n people are in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are in %1.</source>
        <translation>
            <numerusform>%n line is in %1.</numerusform>
            <numerusform>%n lines are in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::HealthLine</name>
    <message numerus="yes">
        <source>%n message(s) in the last %1 seconds.</source>
        <translation>
            <numerusform>%n message in the last %1 seconds.</numerusform>
            <numerusform>%n messages in the last %1 seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s), none of them behind.</source>
        <translation>
            <numerusform>%n connection, and it keeps up.</numerusform>
            <numerusform>%n connections, none of them behind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) behind, of %1.</source>
        <translation>
            <numerusform>%n connection behind, of %1.</numerusform>
            <numerusform>%n connections behind, of %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) closed because they could not keep up.</source>
        <translation>
            <numerusform>%n connection closed because it could not keep up.</numerusform>
            <numerusform>%n connections closed because they could not keep up.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) turned down in the last %1 seconds.</source>
        <translation>
            <numerusform>%n request turned down in the last %1 seconds.</numerusform>
            <numerusform>%n requests turned down in the last %1 seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be saved and will be missing from the history.</source>
        <translation>
            <numerusform>%n line could not be saved and will be missing from the history.</numerusform>
            <numerusform>%n lines could not be saved and will be missing from the history.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::HistoryCommand</name>
    <message numerus="yes">
        <source>%n events, in %1</source>
        <translation>
            <numerusform>%n event, in %1</numerusform>
            <numerusform>%n events, in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n line(s) to %1</source>
        <translation>
            <numerusform>Wrote %n line to %1</numerusform>
            <numerusform>Wrote %n lines to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::HistoryNews</name>
    <message numerus="yes">
        <source>The history was damaged. What could still be read of it goes on (%n line(s)); the old file is kept as %1.</source>
        <translation>
            <numerusform>The history was damaged. What could still be read of it goes on (%n line); the old file is kept as %1.</numerusform>
            <numerusform>The history was damaged. What could still be read of it goes on (%n lines); the old file is kept as %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is said cannot be saved at the moment; the disk may be full. The room goes on, and %n line(s) wait to be saved.</source>
        <translation>
            <numerusform>What is said cannot be saved at the moment; the disk may be full. The room goes on, and %n line waits to be saved.</numerusform>
            <numerusform>What is said cannot be saved at the moment; the disk may be full. The room goes on, and %n lines wait to be saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is said cannot be saved, and too much waits already: %n line(s) will be missing from the history. The room goes on.</source>
        <translation>
            <numerusform>What is said cannot be saved, and too much waits already: %n line will be missing from the history. The room goes on.</numerusform>
            <numerusform>What is said cannot be saved, and too much waits already: %n lines will be missing from the history. The room goes on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is said is saved again. %n line(s) are missing from the history.</source>
        <translation>
            <numerusform>What is said is saved again. %n line is missing from the history.</numerusform>
            <numerusform>What is said is saved again. %n lines are missing from the history.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> It is deleted after %n day(s).</source>
        <translation>
            <numerusform> It is deleted after %n day.</numerusform>
            <numerusform> It is deleted after %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The room was closed before everything could be saved: %n line(s) are missing from the history.</source>
        <translation>
            <numerusform>The room was closed before everything could be saved: %n line is missing from the history.</numerusform>
            <numerusform>The room was closed before everything could be saved: %n lines are missing from the history.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::HistorySearchPage</name>
    <message numerus="yes">
        <source>THE LATEST %n</source>
        <translation>
            <numerusform>THE LATEST</numerusform>
            <numerusform>THE LATEST %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>FOUND  %n</source>
        <translation>
            <numerusform>FOUND  %n</numerusform>
            <numerusform>FOUND  %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::KeepingText</name>
    <message numerus="yes">
        <source>Kept for %n day(s)</source>
        <translation>
            <numerusform>Kept for %n day</numerusform>
            <numerusform>Kept for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changed it: what is said is kept for %n day(s)</source>
        <translation>
            <numerusform>%1 changed it: what is said is kept for %n day</numerusform>
            <numerusform>%1 changed it: what is said is kept for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is older than %n day(s) is deleted for good.</source>
        <translation>
            <numerusform>What is older than %n day is deleted for good.</numerusform>
            <numerusform>What is older than %n days is deleted for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is older than the newest %n message(s) is deleted for good.</source>
        <translation>
            <numerusform>What is older than the newest %n message is deleted for good.</numerusform>
            <numerusform>What is older than the newest %n messages is deleted for good.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::KickDialog</name>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::LiveLogModel</name>
    <message numerus="yes">
        <source>%n line(s) left out here: this window was too busy</source>
        <translation>
            <numerusform>%n line left out here: this window was too busy</numerusform>
            <numerusform>%n lines left out here: this window was too busy</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::LossQuestion</name>
    <message numerus="yes">
        <source>At the moment that is %n message(s).</source>
        <translation>
            <numerusform>At the moment that is %n message.</numerusform>
            <numerusform>At the moment that is %n messages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::MainWindow</name>
    <message numerus="yes">
        <source>● Open · %n here</source>
        <translation>
            <numerusform>● Open · %n here</numerusform>
            <numerusform>● Open · %n here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::RoomClosing</name>
    <message numerus="yes">
        <source>%n person(s) will be told that the room is closed.</source>
        <translation>
            <numerusform>%n person will be told that the room is closed.</numerusform>
            <numerusform>%n people will be told that the room is closed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) are in the room. They will be told that it is closed.</source>
        <translation>
            <numerusform>%n person is in the room and will be told that it is closed.</numerusform>
            <numerusform>%n people are in the room. They will be told that it is closed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What was said, who was here and what you did about people is deleted for good then: %n message(s). To keep it, export it first.</source>
        <translation>
            <numerusform>What was said, who was here and what you did about people is deleted for good then: %n message. To keep it, export it first.</numerusform>
            <numerusform>What was said, who was here and what you did about people is deleted for good then: %n messages. To keep it, export it first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::SettingsDialog</name>
    <message numerus="yes">
        <source>day(s)</source>
        <translation>
            <numerusform>day</numerusform>
            <numerusform>days</numerusform>
        </translation>
    </message>
</context>
</TS>
