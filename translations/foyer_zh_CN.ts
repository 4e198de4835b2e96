<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>QCommandLineParser</name>
    <message>
        <source>Usage: %1</source>
        <translation>用法：%1</translation>
    </message>
    <message>
        <source>[options]</source>
        <translation>[选项]</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>选项：</translation>
    </message>
    <message>
        <source>Missing value after &apos;%1&apos;.</source>
        <translation>“%1”后面缺少值。</translation>
    </message>
    <message>
        <source>Unexpected value after &apos;%1&apos;.</source>
        <translation>“%1”后面不能带值。</translation>
    </message>
</context>
<context>
    <name>foyer::AboutDialog</name>
    <message>
        <source>About Foyer</source>
        <translation>关于 Foyer</translation>
    </message>
    <message>
        <source>A chat room for everyone on the local network. People come in with a browser; nothing leaves the network.</source>
        <translation>局域网里人人可进的聊天房间。打开浏览器就能参加，内容不会离开本地网络。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. Built with Qt %1.</source>
        <translation>自由软件，以 GNU 通用公共许可证第 3 版或更新版本发布。基于 Qt %1。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>foyer::ActModel</name>
    <message>
        <source>asked to leave</source>
        <translation>请其离开</translation>
    </message>
    <message>
        <source>let in in spite of a cooling-off</source>
        <translation>冷静期内放行</translation>
    </message>
    <message>
        <source>the host</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>let back in</source>
        <translation>准许回来</translation>
    </message>
    <message>
        <source>room renamed</source>
        <translation>更改房间名</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Whom or what</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>what is kept was changed</source>
        <translation>更改了保留方式</translation>
    </message>
    <message>
        <source>Stays out for</source>
        <translation>冷静期</translation>
    </message>
</context>
<context>
    <name>foyer::ActsPage</name>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has these words.</source>
        <translation>没有含这些字词的记录。</translation>
    </message>
    <message>
        <source>Nothing yet. Whom you ask to leave or let back in will be listed here, and why.</source>
        <translation>还没有记录。你请谁离开、让谁回来，以及理由，都会列在这里。</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>筛选…</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>What the host did</source>
        <translation>主持人的操作</translation>
    </message>
</context>
<context>
    <name>foyer::AddressNews</name>
    <message>
        <source>This computer has no network just now. Nobody else can come in until it is back.</source>
        <translation>这台电脑暂时没有网络，恢复之前其他人无法进来。</translation>
    </message>
    <message>
        <source>This computer no longer has the address %1, the only one that the room was opened on. Nobody can come in until it is back.</source>
        <translation>这台电脑已经没有 %1 这个地址了，而房间只开在它上面。恢复之前没有人能进来。</translation>
    </message>
    <message>
        <source>There is a network now: people join at %1.</source>
        <translation>网络已连上：现在请在 %1 加入。</translation>
    </message>
    <message>
        <source>The address has changed: people now join at %1.</source>
        <translation>地址变了：现在请在 %1 加入。</translation>
    </message>
</context>
<context>
    <name>foyer::AddressPanel</name>
    <message>
        <source>QR code of %1</source>
        <translation>%1 的二维码</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>JOIN AT</source>
        <translation>加入地址</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>放大显示</translation>
    </message>
    <message>
        <source>Shows the address and its QR code so large that the whole room can read it</source>
        <translation>把地址和二维码放大，让全场都看得清</translation>
    </message>
    <message>
        <source>Also reachable at</source>
        <translation>其他可用地址</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Wired network</source>
        <translation>有线网络</translation>
    </message>
    <message>
        <source>Wi-Fi</source>
        <translation>无线网络</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Virtual network</source>
        <translation>虚拟网络</translation>
    </message>
    <message>
        <source>This computer&apos;s name</source>
        <translation>这台电脑的名字</translation>
    </message>
    <message>
        <source>On this computer only</source>
        <translation>仅限这台电脑</translation>
    </message>
    <message>
        <source>Nobody else can come in yet</source>
        <translation>其他人还进不来</translation>
    </message>
    <message>
        <source>This computer is not connected to a network. Connect it to the Wi-Fi or plug in a cable: the address to join at then appears here by itself.</source>
        <translation>这台电脑没有连上网络。请连接 Wi-Fi 或插上网线，加入地址会自动出现在这里。</translation>
    </message>
    <message>
        <source>Nobody can come in just now</source>
        <translation>暂时没有人能进来</translation>
    </message>
    <message>
        <source>The room was opened on %1, and this computer no longer has that address. The room goes on by itself when the address is back; or open it anew on every address, under Settings.</source>
        <translation>房间只开在 %1 上，而这台电脑已经没有这个地址了。地址恢复后房间会自动继续；也可以在“设置”里改用全部地址，再重新打开房间。</translation>
    </message>
    <message>
        <source>On this computer itself:
%1</source>
        <translation>仅在这台电脑上：
%1</translation>
    </message>
</context>
<context>
    <name>foyer::Anonymiser</name>
    <message>
        <source>Person %1</source>
        <translation>人员 %1</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
</context>
<context>
    <name>foyer::Application</name>
    <message>
        <source>The settings could not be saved in %1.</source>
        <translation>设置无法保存到 %1。</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>What has been kept so far could not be deleted. It will be when the room is opened.</source>
        <translation>至今保留的内容未能删除，下次打开房间时会删除。</translation>
    </message>
    <message>
        <source>What has been kept so far is being deleted. The room opens as soon as that is done.</source>
        <translation>正在删除此前保存的内容，完成后房间会自动打开。</translation>
    </message>
</context>
<context>
    <name>foyer::Attendance</name>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最后出现</translation>
    </message>
    <message>
        <source>Minutes present</source>
        <translation>在场分钟数</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息数</translation>
    </message>
    <message>
        <source>Times present</source>
        <translation>到场次数</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>各次在场</translation>
    </message>
</context>
<context>
    <name>foyer::AttendanceModel</name>
    <message>
        <source>here now</source>
        <translation>仍在房间</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最后出现</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>发言</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>foyer::AttendancePage</name>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>What was kept cannot be read: %1</source>
        <translation>无法读取保存的内容：%1</translation>
    </message>
    <message>
        <source>Nobody has been here yet. Whoever comes in will be listed here.</source>
        <translation>还没有人来过。进来的人会列在这里。</translation>
    </message>
    <message>
        <source>Nobody was here in this time.</source>
        <translation>这段时间没有人来过。</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>导出为 CSV…</translation>
    </message>
    <message>
        <source>Who was here</source>
        <translation>谁来过</translation>
    </message>
</context>
<context>
    <name>foyer::ClientWindow</name>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Here as host, %1</source>
        <translation>主持人 %1</translation>
    </message>
    <message>
        <source>Here as %1</source>
        <translation>身份：%1</translation>
    </message>
    <message>
        <source>Connection lost, trying again…</source>
        <translation>连接断开了，正在重新连接…</translation>
    </message>
    <message>
        <source>Not in the room, trying again…</source>
        <translation>暂时进不去，稍后自动重试…</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Not in the room</source>
        <translation>未能进入</translation>
    </message>
    <message>
        <source>Asked to leave</source>
        <translation>已被请出</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>已离开</translation>
    </message>
    <message>
        <source>The room did not let you in.</source>
        <translation>房间没有让你进来。</translation>
    </message>
    <message>
        <source>You can come back in %1.</source>
        <translation>%1 后可以回来。</translation>
    </message>
    <message>
        <source>You can come back when you like.</source>
        <translation>现在就可以回来。</translation>
    </message>
    <message>
        <source>The host has asked you to leave. %1</source>
        <translation>主持人请你离开了。%1</translation>
    </message>
    <message>
        <source>The host has asked you to leave: “%1”. %2</source>
        <translation>主持人请你离开了：“%1”。%2</translation>
    </message>
    <message>
        <source>%1 This window tries again by itself.</source>
        <translation>%1稍后会自动重试。</translation>
    </message>
    <message>
        <source>The room is closed. It comes back by itself when the host opens it.</source>
        <translation>房间已关闭，主持人重新打开后会自动恢复。</translation>
    </message>
    <message>
        <source>%1 — Foyer</source>
        <translation>%1 — Foyer</translation>
    </message>
    <message numerus="yes">
        <source>%n here</source>
        <translation>
            <numerusform>%n 人在场</numerusform>
        </translation>
    </message>
    <message>
        <source>PEOPLE  %1</source>
        <translation>成员  %1</translation>
    </message>
    <message>
        <source>There are too many people to list them all.</source>
        <translation>人数较多，这里只显示总人数。</translation>
    </message>
    <message>
        <source>%1 is writing…</source>
        <translation>%1 正在输入…</translation>
    </message>
    <message>
        <source>%1 and %2 are writing…</source>
        <translation>%1 和 %2 正在输入…</translation>
    </message>
    <message>
        <source>Several people are writing…</source>
        <translation>好几个人正在输入…</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) will be sent as soon as the room is back.</source>
        <translation>
            <numerusform>有 %n 条消息会在恢复连接后发送。</numerusform>
        </translation>
    </message>
    <message>
        <source>New lines</source>
        <translation>新消息</translation>
    </message>
    <message>
        <source>What is said will appear here.</source>
        <translation>大家说的话会显示在这里。</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Who is here will appear here.</source>
        <translation>在场的人会显示在这里。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>成员</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) will be sent in a moment: the room is taking them one by one.</source>
        <translation>
            <numerusform>还有 %n 条消息马上就发出：房间正在一条一条地接收。</numerusform>
        </translation>
    </message>
    <message>
        <source>The room at this address does not know you as its host: it is not the one you opened. Close this window, and join your own room from its main window.</source>
        <translation>这个地址上的房间不认你为主持人，它不是你打开的那一个。请关闭这个窗口，从主窗口加入你自己的房间。</translation>
    </message>
    <message>
        <source>The room is closed. This window comes back by itself when you open the room again.</source>
        <translation>房间已关闭，你重新打开后，这个窗口会自动恢复。</translation>
    </message>
    <message>
        <source>%1 in %2 — Foyer</source>
        <translation>%2（%1）— Foyer</translation>
    </message>
</context>
<context>
    <name>foyer::CommandLine</name>
    <message>
        <source>A chat room for everyone on the local network.</source>
        <translation>局域网里人人可进的聊天房间。</translation>
    </message>
    <message>
        <source>Show this help and end.</source>
        <translation>显示这份帮助，然后退出。</translation>
    </message>
    <message>
        <source>Show the version and end.</source>
        <translation>显示版本，然后退出。</translation>
    </message>
    <message>
        <source>Host the room without a window; needs no display.</source>
        <translation>不开窗口，直接开放房间；不需要显示器。</translation>
    </message>
    <message>
        <source>Open the room at once.</source>
        <translation>立即开放房间。</translation>
    </message>
    <message>
        <source>The port to listen on; 0 for any free one.</source>
        <translation>使用的端口；0 表示任选一个空闲端口。</translation>
    </message>
    <message>
        <source>The one address to listen on, in place of all.</source>
        <translation>只使用这一个地址，而不是全部地址。</translation>
    </message>
    <message>
        <source>The room&apos;s name.</source>
        <translation>房间的名字。</translation>
    </message>
    <message>
        <source>How whoever hosts is called in the room.</source>
        <translation>主持人在房间里的名字。</translation>
    </message>
    <message>
        <source>The language of the room and the window: en or zh_CN.</source>
        <translation>房间和窗口的语言：en 或 zh_CN。</translation>
    </message>
    <message>
        <source>A web page&apos;s origin that may open the room too, “https://example.org” for example; repeatable.</source>
        <translation>允许哪个网站的网页也打开房间，例如“https://example.org”；可重复使用。</translation>
    </message>
    <message>
        <source>A name under which this machine is reached, beyond its own; repeatable.</source>
        <translation>这台电脑除本名之外还可以用来访问的名字；可重复使用。</translation>
    </message>
    <message>
        <source>Sets one of the room&apos;s limits, 0 for none; repeatable. See --help-limits.</source>
        <translation>设置房间的一项上限，0 表示不限；可重复使用。详见 --help-limits。</translation>
    </message>
    <message>
        <source>List the limits and end.</source>
        <translation>列出各项上限，然后退出。</translation>
    </message>
    <message>
        <source>Let other computers read the room’s figures at /metrics.</source>
        <translation>允许其他电脑通过 /metrics 读取房间的统计数字。</translation>
    </message>
    <message>
        <source>What is logged beyond warnings, “foyer.net” or “foyer.net.debug=true;foyer.room.info=true” for example; “all” is everything.</source>
        <translation>除警告外还记录什么，例如“foyer.net”或“foyer.net.debug=true;foyer.room.info=true”；“all”表示全部。</translation>
    </message>
    <message>
        <source>There is no option “%1”. --help lists them all.</source>
        <translation>没有“%1”这个选项。--help 会列出全部选项。</translation>
    </message>
    <message>
        <source>“%1” is not an option. --help lists them.</source>
        <translation>“%1”不是选项。--help 会列出全部选项。</translation>
    </message>
    <message>
        <source>--port takes a number from 0 to 65535.</source>
        <translation>--port 后面应是 0 到 65535 之间的数字。</translation>
    </message>
    <message>
        <source>--bind takes an IP address.</source>
        <translation>--bind 后面应是一个 IP 地址。</translation>
    </message>
    <message>
        <source>--host-name takes a name of up to %1 characters, without a colon, a star, or a “!” at the beginning.</source>
        <translation>--host-name 后面应是一个名字：最多 %1 个字，不能有冒号和星号，也不能以“!”开头。</translation>
    </message>
    <message>
        <source>--lang takes en or zh_CN.</source>
        <translation>--lang 后面应是 en 或 zh_CN。</translation>
    </message>
    <message>
        <source>--allow-origin null is not possible: any sandboxed frame and any local file has it.</source>
        <translation>--allow-origin 不能是 null：任何沙盒框架和本地文件都自称 null。</translation>
    </message>
    <message>
        <source>--allow-origin takes the beginning of an address, https://example.org or http://192.168.1.7:3000 for example; not “%1”.</source>
        <translation>--allow-origin 后面应是网址的开头部分，例如 https://example.org 或 http://192.168.1.7:3000；不能是“%1”。</translation>
    </message>
    <message>
        <source>--allow-host takes a host name or an IP address without a port, chat.example.org for example; not “%1”.</source>
        <translation>--allow-host 后面应是主机名或 IP 地址，不带端口，例如 chat.example.org；不能是“%1”。</translation>
    </message>
    <message>
        <source>There is no display to show the window on. With --headless the room is hosted without one.</source>
        <translation>没有显示器，窗口无处显示。加上 --headless 就可以不开窗口，直接开放房间。</translation>
    </message>
    <message>
        <source>The system lets this program open too few files for a room (ulimit -n).</source>
        <translation>系统允许本程序打开的文件太少，不够开放房间（ulimit -n）。</translation>
    </message>
    <message>
        <source>What becomes of what is said: “nothing” (and what was kept is deleted for good), “until-closed”, a number of days, or “always”.</source>
        <translation>说的话怎样保留：“nothing”（不保留，以前保留的会永久删除）、“until-closed”（保留到房间关闭）、天数，或“always”（一直保留）。</translation>
    </message>
    <message>
        <source>What joiners see from before they came: “latest”, the last lines, or “nothing”.</source>
        <translation>新来的人能看到进来之前的什么：“latest”（最近几行）或“nothing”（什么也看不到）。</translation>
    </message>
    <message>
        <source>--keep takes nothing, until-closed, a number of days from 1 to %1, or always.</source>
        <translation>--keep 可取 nothing、until-closed、1 到 %1 之间的天数，或 always。</translation>
    </message>
    <message>
        <source>--joiners-see takes latest or nothing.</source>
        <translation>--joiners-see 可取 latest 或 nothing。</translation>
    </message>
    <message>
        <source>Let everybody in the room search what was said, as far back as they may read.</source>
        <translation>允许房间里的所有人搜索说过的话，范围与他们能看到的一致。</translation>
    </message>
    <message>
        <source>Keep so many messages at the most, the newest, and nothing from before them (that is deleted for good); 0: any number.</source>
        <translation>最多保留这么多条最新消息，更早的内容将永久删除；0 表示不限条数。</translation>
    </message>
    <message>
        <source>--keep-messages takes a number from %1 to %2, or 0.</source>
        <translation>--keep-messages 需要一个从 %1 到 %2 的数字，或 0。</translation>
    </message>
    <message>
        <source>The history, in and out of files:</source>
        <translation>历史记录的导出与导入：</translation>
    </message>
    <message>
        <source>Writes it into a file. “foyer export --help” has more.</source>
        <translation>把历史记录写入文件，详见“foyer export --help”。</translation>
    </message>
    <message>
        <source>Reads it into a folder that has none. “foyer import --help” has more.</source>
        <translation>把历史记录读入还没有记录的文件夹，详见“foyer import --help”。</translation>
    </message>
    <message>
        <source>The folder that holds the settings, the history and the log.</source>
        <translation>存放设置、历史记录和日志的文件夹。</translation>
    </message>
</context>
<context>
    <name>foyer::Composer</name>
    <message>
        <source>Characters left</source>
        <translation>还可输入的字数</translation>
    </message>
    <message>
        <source>Write a message…</source>
        <translation>写点什么…</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line</source>
        <translation>Enter 发送，Shift+Enter 换行</translation>
    </message>
</context>
<context>
    <name>foyer::CoolingOffPanel</name>
    <message>
        <source>COOLING OFF  %1</source>
        <translation>冷静期  %1</translation>
    </message>
    <message>
        <source>Let back in</source>
        <translation>准许回来</translation>
    </message>
    <message>
        <source>Let %1 back in</source>
        <translation>准许 %1 回来</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Waiting at the same address:</source>
        <translation>同一地址有人在等：</translation>
    </message>
    <message>
        <source>Let %1 in</source>
        <translation>让 %1 进来</translation>
    </message>
</context>
<context>
    <name>foyer::CsvDocument</name>
    <message>
        <source>host</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>访客</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>foyer::EventWords</name>
    <message>
        <source>%1 came in</source>
        <translation>%1 进来了</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 离开了</translation>
    </message>
    <message>
        <source>%1 lost the connection</source>
        <translation>%1 的连接断了</translation>
    </message>
    <message>
        <source>%1 had to leave</source>
        <translation>%1 被请出了房间</translation>
    </message>
    <message>
        <source>%1 took another name</source>
        <translation>%1 换了名字</translation>
    </message>
    <message>
        <source>%1 is now called %2</source>
        <translation>%1 改名为 %2</translation>
    </message>
    <message>
        <source>The room is now called “%1”</source>
        <translation>房间现在叫“%1”</translation>
    </message>
    <message>
        <source>%1 asked %2 to leave</source>
        <translation>%1 请 %2 离开</translation>
    </message>
    <message>
        <source>%1 asked %2 to leave: “%3”</source>
        <translation>%1 请 %2 离开：“%3”</translation>
    </message>
    <message>
        <source>A cooling-off was lifted</source>
        <translation>解除了一次冷静期</translation>
    </message>
    <message>
        <source>%1 was let in in spite of a cooling-off</source>
        <translation>冷静期内破例让 %1 进来</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>came in</source>
        <translation>进来</translation>
    </message>
    <message>
        <source>left</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>new name</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>room renamed</source>
        <translation>房间改名</translation>
    </message>
    <message>
        <source>asked to leave</source>
        <translation>请出</translation>
    </message>
    <message>
        <source>let in</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>From %1 on</source>
        <translation>%1 起</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>从头至今</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>The host</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>%1 changed it: nothing is kept from now on, and what was kept before is deleted</source>
        <translation>%1 更改了设置：从现在起说的话不保留，之前保留的已删除</translation>
    </message>
    <message>
        <source>%1 changed it: what is said is kept until the room is closed</source>
        <translation>%1 更改了设置：说的话保留到房间关闭</translation>
    </message>
    <message numerus="yes">
        <source>%1 changed it: what is said is kept for %n day(s)</source>
        <translation>
            <numerusform>%1 更改了设置：说的话保留 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 changed it: what is said is kept until the host chooses otherwise</source>
        <translation>%1 更改了设置：说的话一直保留，直到主持人更改设置</translation>
    </message>
    <message>
        <source>what is kept</source>
        <translation>保留方式</translation>
    </message>
    <message>
        <source>%1 asked %2 to leave, with a cooling-off of %3</source>
        <translation>%1 请 %2 离开，冷静期 %3</translation>
    </message>
    <message>
        <source>%1 asked %2 to leave, with a cooling-off of %3: “%4”</source>
        <translation>%1 请 %2 离开，冷静期 %3：“%4”</translation>
    </message>
    <message>
        <source>The host ended the cooling-off of %1</source>
        <translation>主持人提前结束了 %1 的冷静期</translation>
    </message>
    <message>
        <source>The host let %1 in in spite of the cooling-off of %2</source>
        <translation>主持人在 %2 的冷静期内破例让 %1 进来</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::ExportDialog</name>
    <message>
        <source>Leave out who it was</source>
        <translation>隐去身份</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>A page to read and print (HTML)</source>
        <translation>可阅读和打印的网页（HTML）</translation>
    </message>
    <message>
        <source>A table for spreadsheets (CSV)</source>
        <translation>电子表格（CSV）</translation>
    </message>
    <message>
        <source>Everything, for programs (JSON Lines)</source>
        <translation>全部内容，供程序读取（JSON Lines）</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>Who was here, for spreadsheets (CSV)</source>
        <translation>谁来过，电子表格（CSV）</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Names become numbers; addresses, reasons and the room’s name are left out. What was said stays.</source>
        <translation>名字改为编号，略去地址、理由和房间名；说过的话保持原样。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>As</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>From</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>发言人</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>导出历史记录</translation>
    </message>
    <message>
        <source>One file that every browser shows, without any scripts.</source>
        <translation>一个文件，任何浏览器都能打开，不含脚本。</translation>
    </message>
    <message>
        <source>One row for each thing that was said or happened.</source>
        <translation>每句话、每件事占一行。</translation>
    </message>
    <message>
        <source>This alone can be taken in again by another Foyer.</source>
        <translation>只有这种格式能再导入另一个 Foyer。</translation>
    </message>
    <message>
        <source>One line for each thing that was said or happened.</source>
        <translation>每句话、每件事占一行。</translation>
    </message>
    <message>
        <source>One row for each person: first and last seen, minutes, messages, every stay.</source>
        <translation>每人一行：首次和最后出现的时间、分钟数、发言数、各次在场。</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Say in which file.</source>
        <translation>请指定文件。</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>替换文件</translation>
    </message>
    <message>
        <source>There is a file %1 already.</source>
        <translation>文件 %1 已经存在。</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message numerus="yes">
        <source>%n people are in %1.</source>
        <translation>
            <numerusform>%n 人已写入 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are in %1.</source>
        <translation>
            <numerusform>%n 行已写入 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What the host did, and why</source>
        <translation>主持人做了什么、为什么</translation>
    </message>
    <message>
        <source>Who was asked to leave, by whom, why and for how long. Without it, only that somebody had to leave.</source>
        <translation>请谁离开、由谁、为什么、多长时间。不选则只写有人被请出了房间。</translation>
    </message>
</context>
<context>
    <name>foyer::ExportFailure</name>
    <message>
        <source>There is no history in %1.</source>
        <translation>%1 里没有历史记录。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 is a folder. Give the name of a file.</source>
        <translation>%1 是文件夹，请给出文件名。</translation>
    </message>
    <message>
        <source>%1 is no ordinary file. Choose another name.</source>
        <translation>%1 不是普通文件，请换个名字。</translation>
    </message>
    <message>
        <source>%1 is a file that Foyer itself needs. Choose another name.</source>
        <translation>%1 是 Foyer 自己要用的文件，请换个名字。</translation>
    </message>
    <message>
        <source>There is a file %1 already.</source>
        <translation>文件 %1 已经存在。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk for %1.</source>
        <translation>磁盘空间不足，无法写入 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>已取消，什么也没有写入。</translation>
    </message>
    <message>
        <source>Line %1 of %2: %3 Nothing was imported.</source>
        <translation>%2 第 %1 行：%3什么也没有导入。</translation>
    </message>
    <message>
        <source>There is a history in %1 already. Choose an empty folder with --data-dir.</source>
        <translation>%1 里已有历史记录，请用 --data-dir 选一个空文件夹。</translation>
    </message>
    <message>
        <source>Another Foyer is working with the folder %1. Close it first.</source>
        <translation>另一个 Foyer 正在使用文件夹 %1，请先关闭它。</translation>
    </message>
    <message>
        <source>The history in %1 was written by a later version of Foyer.</source>
        <translation>%1 里的历史记录由更新版本的 Foyer 写成。</translation>
    </message>
    <message>
        <source>The file history.db in %1 belongs to another program.</source>
        <translation>%1 里的文件 history.db 属于别的程序。</translation>
    </message>
    <message>
        <source>The history in %1 cannot be written: %2</source>
        <translation>无法写入 %1 里的历史记录：%2</translation>
    </message>
    <message>
        <source>%1 is damaged, or no history. Start Foyer with that folder: it recovers what can still be read.</source>
        <translation>%1 已损坏，或不是历史记录。请用该文件夹启动 Foyer：还能读取的内容会被恢复。</translation>
    </message>
    <message>
        <source>Nobody called “%1” is in this history.</source>
        <translation>这份历史记录中没有叫“%1”的人。</translation>
    </message>
    <message>
        <source>Those who are: %1.</source>
        <translation>其中有：%1。</translation>
    </message>
    <message>
        <source>There is no folder %1. Choose another one.</source>
        <translation>没有文件夹 %1。请另选一个。</translation>
    </message>
    <message>
        <source>%1 is not a folder. Choose another one.</source>
        <translation>%1 不是文件夹。请另选一个。</translation>
    </message>
    <message>
        <source>This account may not write %1. Choose another place.</source>
        <translation>此账户无权写入 %1。请另选位置。</translation>
    </message>
</context>
<context>
    <name>foyer::FailureSentence</name>
    <message>
        <source>Port %1 is in use by another program.</source>
        <translation>端口 %1 正被另一个程序使用。</translation>
    </message>
    <message>
        <source>This computer does not let you open port %1. Ports from 1024 upwards are free to use.</source>
        <translation>这台电脑不允许你使用端口 %1，请选 1024 以上的端口。</translation>
    </message>
    <message>
        <source>This computer does not have the address the room should be opened on. Look under Settings, or leave that field empty for every address.</source>
        <translation>这台电脑没有设置里指定的地址。请到“设置”里修改，或者留空以使用全部地址。</translation>
    </message>
    <message>
        <source>The room could not be opened.</source>
        <translation>房间没能打开。</translation>
    </message>
    <message>
        <source>The room could not be opened: %1</source>
        <translation>房间没能打开：%1</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>改用 %1</translation>
    </message>
    <message>
        <source>Another Foyer on this computer is working with the same data folder, %1. Close that one first.</source>
        <translation>这台电脑上另一个 Foyer 正在使用同一个数据文件夹 %1，请先关闭它。</translation>
    </message>
    <message>
        <source>The history in the data folder was written by a later version of Foyer. Use that version, or another data folder.</source>
        <translation>数据文件夹中的历史记录来自更新版本的 Foyer。请使用那个版本，或换一个数据文件夹。</translation>
    </message>
    <message>
        <source>The file history.db in the data folder belongs to another program. Choose another data folder.</source>
        <translation>数据文件夹中的 history.db 属于其他程序，请换一个数据文件夹。</translation>
    </message>
</context>
<context>
    <name>foyer::Headless</name>
    <message>
        <source>Port %1 is in use by another program.</source>
        <translation>端口 %1 正被另一个程序使用。</translation>
    </message>
    <message>
        <source>Port %1 may not be used by this account.</source>
        <translation>当前账户不能使用端口 %1。</translation>
    </message>
    <message>
        <source>This machine has no address %1.</source>
        <translation>这台电脑没有地址 %1。</translation>
    </message>
    <message>
        <source>The room could not be opened: %1</source>
        <translation>房间没能打开：%1</translation>
    </message>
    <message>
        <source>%1 Port %2 is free.</source>
        <translation>%1端口 %2 可用。</translation>
    </message>
    <message>
        <source>Another Foyer is working with the folder %1. Close it, or choose another folder with --data-dir.</source>
        <translation>另一个 Foyer 正在使用文件夹 %1。请先关闭它，或用 --data-dir 另选文件夹。</translation>
    </message>
    <message>
        <source>The history was written by a later version of Foyer. Use that version, or another folder with --data-dir.</source>
        <translation>历史记录来自更新版本的 Foyer。请使用那个版本，或用 --data-dir 另选文件夹。</translation>
    </message>
    <message>
        <source>The file history.db in the data folder belongs to another program. Choose another folder with --data-dir.</source>
        <translation>数据文件夹中的 history.db 属于其他程序，请用 --data-dir 另选文件夹。</translation>
    </message>
</context>
<context>
    <name>foyer::HealthLine</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Nothing was sent in the last %1 seconds.</source>
        <translation>最近 %1 秒没有发出任何内容。</translation>
    </message>
    <message>
        <source>Messages take more than 10 seconds to go out to everyone.</source>
        <translation>消息要超过 10 秒才能发给所有人。</translation>
    </message>
    <message>
        <source>● Healthy</source>
        <translation>● 流畅</translation>
    </message>
    <message>
        <source>◆ Busy</source>
        <translation>◆ 繁忙</translation>
    </message>
    <message>
        <source>▲ Struggling</source>
        <translation>▲ 吃力</translation>
    </message>
    <message>
        <source>The room keeps up with what is going on.</source>
        <translation>房间运行流畅。</translation>
    </message>
    <message>
        <source>There is a lot going on: messages may take a moment.</source>
        <translation>房间里很热闹，消息可能会稍慢一点。</translation>
    </message>
    <message>
        <source>The room does not keep up: messages come late.</source>
        <translation>房间忙不过来，消息会迟到。</translation>
    </message>
    <message>
        <source>A cable in place of Wi-Fi, or closing other programs here, may help.</source>
        <translation>改用网线代替 Wi-Fi，或关闭这台电脑上的其他程序，也许会好一些。</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) in the last %1 seconds.</source>
        <translation>
            <numerusform>最近 %1 秒有 %n 条消息。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s), none of them behind.</source>
        <translation>
            <numerusform>共 %n 个连接，都跟得上。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) behind, of %1.</source>
        <translation>
            <numerusform>有 %n 个连接跟不上，共 %1 个。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) closed because they could not keep up.</source>
        <translation>
            <numerusform>%n 个连接因为跟不上而断开了。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) turned down in the last %1 seconds.</source>
        <translation>
            <numerusform>最近 %1 秒拒绝了 %n 个请求。</numerusform>
        </translation>
    </message>
    <message>
        <source>The longest that everybody had to wait for the room: %1.</source>
        <translation>房间最长有 %1顾不上大家。</translation>
    </message>
    <message>
        <source>Room health</source>
        <translation>房间状况</translation>
    </message>
    <message>
        <source>ROOM HEALTH</source>
        <translation>房间状况</translation>
    </message>
    <message>
        <source>Messages go out to everyone within %1 (99 of 100).</source>
        <translation>100 条消息中有 99 条在 %1内发给了所有人。</translation>
    </message>
    <message>
        <source>Half of them go out within %1.</source>
        <translation>一半的消息在 %1内发出。</translation>
    </message>
    <message>
        <source>What is said waits to be written down, for %1 now: nobody sees it before.</source>
        <translation>大家说的话正等着写入记录，已经等了 %1，写好之前谁也看不到。</translation>
    </message>
    <message>
        <source>The disk may be full, or busy with something else.</source>
        <translation>可能是磁盘已满，或正忙着别的事。</translation>
    </message>
    <message>
        <source>So much waits that nothing more is taken until then; people&apos;s programs send it again.</source>
        <translation>等待写入的内容太多，暂时不再接收新的；各人的程序会自动重发。</translation>
    </message>
    <message>
        <source>What is said cannot be saved: %1</source>
        <comment>%1: the system&apos;s own words</comment>
        <translation>无法保存聊天内容：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be saved and will be missing from the history.</source>
        <translation>
            <numerusform>有 %n 条内容未能保存，历史记录中将缺少它们。</numerusform>
        </translation>
    </message>
    <message>
        <source>What was to be deleted is still there: %1</source>
        <comment>%1: the system&apos;s own words</comment>
        <translation>应删除的内容还没能删除：%1。</translation>
    </message>
    <message>
        <source>■ Not saving</source>
        <translation>■ 无法保存</translation>
    </message>
    <message>
        <source>The room itself goes on.</source>
        <translation>房间本身照常进行。</translation>
    </message>
</context>
<context>
    <name>foyer::HistoryCommand</name>
    <message>
        <source>The folder that holds the history; else the usual one.</source>
        <translation>存放历史记录的文件夹；不写则用默认的。</translation>
    </message>
    <message>
        <source>The language of what is written: en or zh_CN.</source>
        <translation>所写内容的语言：en 或 zh_CN。</translation>
    </message>
    <message>
        <source>Show this help and end.</source>
        <translation>显示此帮助并结束。</translation>
    </message>
    <message>
        <source>--lang takes en or zh_CN.</source>
        <translation>--lang 只能是 en 或 zh_CN。</translation>
    </message>
    <message>
        <source>Usage: %1</source>
        <translation>用法：%1</translation>
    </message>
    <message>
        <source>html: a page to read and print. csv: a table of everything. jsonl: everything, for “foyer import”. txt: plain text. attendance-csv: a table of who was there when.</source>
        <translation>html：可阅读和打印的网页。csv：全部内容的表格。jsonl：全部数据，供“foyer import”读取。txt：纯文本。attendance-csv：谁何时在场的表格。</translation>
    </message>
    <message>
        <source>Nothing earlier: a day, 2026-11-25, or a moment, 2026-11-25T10:30, here unless it says where.</source>
        <translation>从何时起：某一天，如 2026-11-25，或某一时刻，如 2026-11-25T10:30；未注明时区则按本地时间。</translation>
    </message>
    <message>
        <source>Nothing later: a day, which is in it as a whole, or a moment.</source>
        <translation>到何时止：某一天（含全天）或某一时刻。</translation>
    </message>
    <message>
        <source>Only what was said under this name.</source>
        <translation>只导出以此名字说的话。</translation>
    </message>
    <message>
        <source>Make names “Person 1”, “Person 2” …, and leave out addresses, reasons and the room’s name. What people have written stays as it is, names in it too.</source>
        <translation>把名字换成“人员 1”“人员 2”……，并略去地址、原因和房间名。人们写下的内容保持原样，其中提到的名字也不变。</translation>
    </message>
    <message>
        <source>Write over a file that is there already.</source>
        <translation>覆盖已有的文件。</translation>
    </message>
    <message>
        <source>The file to write; - for standard output.</source>
        <translation>要写入的文件；- 表示标准输出。</translation>
    </message>
    <message>
        <source>Writes the history of a room into a file. The room may be open meanwhile.</source>
        <translation>把房间的历史记录写入文件，房间可以开着。</translation>
    </message>
    <message>
        <source>“%1” is not an option. --help lists them.</source>
        <translation>“%1” 不是选项。用 --help 查看全部选项。</translation>
    </message>
    <message>
        <source>--format takes one of %1.</source>
        <translation>--format 只能是以下之一：%1。</translation>
    </message>
    <message>
        <source>--from takes a day, 2026-11-25, or a moment, 2026-11-25T10:30.</source>
        <translation>--from 要写某一天，如 2026-11-25，或某一时刻，如 2026-11-25T10:30。</translation>
    </message>
    <message>
        <source>--to takes a day, 2026-11-25, or a moment, 2026-11-25T10:30.</source>
        <translation>--to 要写某一天，如 2026-11-25，或某一时刻，如 2026-11-25T10:30。</translation>
    </message>
    <message>
        <source>--from is later than --to.</source>
        <translation>--from 晚于 --to。</translation>
    </message>
    <message>
        <source>--author takes a name.</source>
        <translation>--author 要写一个名字。</translation>
    </message>
    <message>
        <source>Say with -o which file to write.</source>
        <translation>请用 -o 指明要写入的文件。</translation>
    </message>
    <message>
        <source>standard output</source>
        <translation>标准输出</translation>
    </message>
    <message>
        <source>Standard output cannot be written.</source>
        <translation>无法写入标准输出。</translation>
    </message>
    <message>
        <source>With --force it is written over.</source>
        <translation>加上 --force 可以覆盖它。</translation>
    </message>
    <message numerus="yes">
        <source>%n events, in %1</source>
        <translation>
            <numerusform>%n 条事件，写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Reads a history that was exported as jsonl into a folder that has none. The room must be closed meanwhile.</source>
        <translation>把以 jsonl 导出的历史记录读入一个还没有历史记录的文件夹，期间房间必须关闭。</translation>
    </message>
    <message>
        <source>The file to read.</source>
        <translation>要读取的文件。</translation>
    </message>
    <message>
        <source>Say which file to read, one.</source>
        <translation>请指明要读取的一个文件。</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n line(s) to %1</source>
        <translation>
            <numerusform>已将 %n 行写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Tell what the host did, too: who was asked to leave, by whom, why and for how long. jsonl has that always.</source>
        <translation>也写出主持人做了什么：请谁离开、由谁、为什么、多长时间。jsonl 总是包含这些。</translation>
    </message>
</context>
<context>
    <name>foyer::HistoryImport</name>
    <message>
        <source>It is not one JSON object.</source>
        <translation>它不是一个 JSON 对象。</translation>
    </message>
    <message>
        <source>This is not a history of Foyer.</source>
        <translation>这不是 Foyer 的历史记录。</translation>
    </message>
    <message>
        <source>The history was written by a later version of Foyer.</source>
        <translation>历史记录由更新版本的 Foyer 写成。</translation>
    </message>
    <message>
        <source>There is no type “%1”.</source>
        <translation>没有类型“%1”。</translation>
    </message>
    <message>
        <source>“%1” is missing, of the wrong kind, or does not belong here.</source>
        <translation>“%1” 缺失、类型不对，或不该出现在这里。</translation>
    </message>
    <message>
        <source>There is a second header.</source>
        <translation>出现了第二个文件头。</translation>
    </message>
    <message>
        <source>Something follows after the end.</source>
        <translation>结尾之后还有内容。</translation>
    </message>
    <message>
        <source>There should be %1 events, and there are %2.</source>
        <translation>应有 %1 条事件，实有 %2 条。</translation>
    </message>
    <message>
        <source>“%1” does not rise.</source>
        <translation>“%1” 没有递增。</translation>
    </message>
    <message>
        <source>It is too long.</source>
        <translation>它太长了。</translation>
    </message>
    <message>
        <source>The file ends in the middle of it.</source>
        <translation>文件在这一行中间结束了。</translation>
    </message>
    <message>
        <source>The same is there already.</source>
        <translation>同样的内容已经有了。</translation>
    </message>
    <message>
        <source>The file ends too early.</source>
        <translation>文件过早结束。</translation>
    </message>
    <message>
        <source>the folder is read-only</source>
        <translation>文件夹是只读的</translation>
    </message>
</context>
<context>
    <name>foyer::HistoryList</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>foyer::HistoryNews</name>
    <message numerus="yes">
        <source>The history was damaged. What could still be read of it goes on (%n line(s)); the old file is kept as %1.</source>
        <translation>
            <numerusform>历史记录文件已损坏。还能读出的内容（%n 条）已接着使用，旧文件保存在 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is said cannot be saved at the moment; the disk may be full. The room goes on, and %n line(s) wait to be saved.</source>
        <translation>
            <numerusform>暂时无法保存聊天内容，磁盘可能已满。房间照常进行，有 %n 条内容等待保存。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is said cannot be saved, and too much waits already: %n line(s) will be missing from the history. The room goes on.</source>
        <translation>
            <numerusform>无法保存聊天内容，等待保存的也已太多：历史记录中将缺少 %n 条。房间照常进行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is said is saved again. %n line(s) are missing from the history.</source>
        <translation>
            <numerusform>聊天内容已恢复保存，历史记录中缺少 %n 条。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is said is saved again. Nothing is missing.</source>
        <translation>聊天内容已恢复保存，没有遗漏。</translation>
    </message>
    <message>
        <source> It is deleted with everything else when the room is closed.</source>
        <translation>房间关闭时，它会随其他内容一并删除。</translation>
    </message>
    <message numerus="yes">
        <source> It is deleted after %n day(s).</source>
        <translation>
            <numerusform>它会在 %n 天后删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Something that was to be deleted for good is still there. Foyer tries again; the log in the data folder says more.</source>
        <translation>有应彻底删除的内容还没能删除。Foyer 会再次尝试，详情见数据文件夹中的日志。</translation>
    </message>
    <message>
        <source>What was to be deleted is gone now.</source>
        <translation>应删除的内容现已删除。</translation>
    </message>
    <message>
        <source>Something that was to be deleted for good is still there. Foyer tries again the next time that the room is open; the log in the data folder says more.</source>
        <translation>有应彻底删除的内容还没能删除。下次打开房间时 Foyer 会再次尝试，详情见数据文件夹中的日志。</translation>
    </message>
    <message numerus="yes">
        <source>The room was closed before everything could be saved: %n line(s) are missing from the history.</source>
        <translation>
            <numerusform>房间关闭前未能全部保存：历史记录中缺少 %n 条。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::HistorySearchPage</name>
    <message>
        <source>That is too long to look for. Up to %1 characters fit.</source>
        <translation>要找的内容太长，最多 %1 个字符。</translation>
    </message>
    <message>
        <source>There is no word in that. Look for letters or figures.</source>
        <translation>其中没有可以搜索的字词，请输入文字或数字。</translation>
    </message>
    <message>
        <source>What was kept cannot be read. The log in the data folder says more.</source>
        <translation>无法读取保存的内容。数据文件夹里的日志有更多说明。</translation>
    </message>
    <message>
        <source>Nothing has been kept yet. What is said in the room will be found here.</source>
        <translation>还没有保存任何内容。房间里说的话以后都能在这里找到。</translation>
    </message>
    <message>
        <source>Nothing was found. Try fewer words, only the beginning of a word, or another period.</source>
        <translation>没有找到。可以少用几个词、只输入词的开头，或换一个时段。</translation>
    </message>
    <message>
        <source>SEARCHING…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>FOUND</source>
        <translation>搜索结果</translation>
    </message>
    <message numerus="yes">
        <source>THE LATEST %n</source>
        <translation>
            <numerusform>最近 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>FOUND  %n</source>
        <translation>
            <numerusform>找到 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Older messages are still being prepared for searching. Some of them may be missing here; look again in a while.</source>
        <translation>较早消息的索引还在建立，这里可能缺少其中一些，请稍后再找。</translation>
    </message>
    <message>
        <source>Choose a message to see what was said around it.</source>
        <translation>选择一条消息，查看它前后的对话。</translation>
    </message>
    <message>
        <source>This message is no longer kept.</source>
        <translation>这条消息已不再保存。</translation>
    </message>
    <message>
        <source>Words, or “a whole phrase”</source>
        <translation>字词，或“整句话”</translation>
    </message>
    <message>
        <source>Words to look for</source>
        <translation>要找的字词</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>发言人</translation>
    </message>
    <message>
        <source>Messages that were found</source>
        <translation>找到的消息</translation>
    </message>
    <message>
        <source>AROUND IT</source>
        <translation>前后对话</translation>
    </message>
    <message>
        <source>What was said around it</source>
        <translation>前后的对话</translation>
    </message>
</context>
<context>
    <name>foyer::HistoryWindow</name>
    <message>
        <source>History — Foyer</source>
        <translation>历史记录 — Foyer</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Who was here</source>
        <translation>谁来过</translation>
    </message>
    <message>
        <source>What the host did</source>
        <translation>主持人的操作</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
</context>
<context>
    <name>foyer::HtmlDocument</name>
    <message>
        <source>Only what %1 has said</source>
        <translation>只含 %1 说的话</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Nothing happened in this time.</source>
        <translation>这段时间什么也没有发生。</translation>
    </message>
</context>
<context>
    <name>foyer::Invitation</name>
    <message>
        <source>Our room</source>
        <translation>我们的房间</translation>
    </message>
    <message>
        <source>Open a room</source>
        <translation>开一个房间</translation>
    </message>
    <message>
        <source>What it is called</source>
        <translation>房间的名字</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Everyone on your network can then come in with a browser: they type the address or scan the code. Nothing to install, no Internet needed.</source>
        <translation>打开后，同一网络里的人用浏览器就能进来：输入地址或扫二维码即可。不用安装任何东西，也不需要互联网。</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535. 8000 is a good one.</source>
        <translation>端口是 1 到 65535 之间的数字，用 8000 就好。</translation>
    </message>
</context>
<context>
    <name>foyer::JoinDialog</name>
    <message>
        <source>Join another room</source>
        <translation>加入别的房间</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>你的名字</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>That is not an address. It looks like 192.168.1.20:8000.</source>
        <translation>这不像是地址。地址的样子是 192.168.1.20:8000。</translation>
    </message>
    <message>
        <source>Say how you are called.</source>
        <translation>请填写你的名字。</translation>
    </message>
</context>
<context>
    <name>foyer::KeepAwake</name>
    <message>
        <source>People are in the room</source>
        <translation>房间里有人</translation>
    </message>
</context>
<context>
    <name>foyer::KeepingText</name>
    <message>
        <source>Nothing is kept</source>
        <translation>不保留</translation>
    </message>
    <message>
        <source>Kept until the room is closed</source>
        <translation>保留到房间关闭</translation>
    </message>
    <message numerus="yes">
        <source>Kept for %n day(s)</source>
        <translation>
            <numerusform>保留 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept until the host chooses otherwise</source>
        <translation>一直保留，直到主持人更改设置</translation>
    </message>
    <message>
        <source>The host</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>%1 changed it: nothing is kept from now on, and what was kept before is deleted</source>
        <translation>%1 更改了设置：从现在起说的话不保留，之前保留的已删除</translation>
    </message>
    <message>
        <source>%1 changed it: what is said is kept until the room is closed</source>
        <translation>%1 更改了设置：说的话保留到房间关闭</translation>
    </message>
    <message numerus="yes">
        <source>%1 changed it: what is said is kept for %n day(s)</source>
        <translation>
            <numerusform>%1 更改了设置：说的话保留 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 changed it: what is said is kept until the host chooses otherwise</source>
        <translation>%1 更改了设置：说的话一直保留，直到主持人更改设置</translation>
    </message>
    <message>
        <source>What has been kept so far is deleted for good.</source>
        <translation>至今保留的内容将永久删除。</translation>
    </message>
    <message>
        <source>What has been kept so far, of earlier days as well, is deleted for good when the room is closed.</source>
        <translation>至今保留的内容（包括以前各天的）会在关闭房间时永久删除。</translation>
    </message>
    <message numerus="yes">
        <source>What is older than %n day(s) is deleted for good.</source>
        <translation>
            <numerusform>超过 %n 天的内容将永久删除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is older than the newest %n message(s) is deleted for good.</source>
        <translation>
            <numerusform>比最新 %n 条消息更早的内容将永久删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is kept, so there is nothing to be found here. In the settings you choose what is kept.</source>
        <translation>现在什么都不保留，所以这里没有内容。要保留什么，可以在设置中选择。</translation>
    </message>
    <message>
        <source>Names and the times of coming and going are kept with it.</source>
        <translation>名字和进出时间会一同保留。</translation>
    </message>
    <message>
        <source>Nothing is written to the disk: there is no history to search or to export.</source>
        <translation>不写入磁盘：没有历史可供搜索或导出。</translation>
    </message>
    <message>
        <source>It is deleted when you close the room. %1</source>
        <translation>你关闭房间时会删除。%1</translation>
    </message>
    <message>
        <source>What is older is deleted by itself. %1</source>
        <translation>更早的内容会自动删除。%1</translation>
    </message>
    <message>
        <source>It stays until you choose one of the others. %1</source>
        <translation>除非你改选其他选项，否则不会删除。%1</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>一直保留</translation>
    </message>
</context>
<context>
    <name>foyer::KickDialog</name>
    <message>
        <source>May come back at once</source>
        <translation>马上就可以回来</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask somebody to leave</source>
        <translation>请人离开</translation>
    </message>
    <message>
        <source>Ask %1 to leave</source>
        <translation>请 %1 离开</translation>
    </message>
    <message>
        <source>They will read it; may be left empty</source>
        <translation>对方会看到，可以不填</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Stays out for</source>
        <translation>冷静期</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Ask to leave</source>
        <translation>请其离开</translation>
    </message>
    <message>
        <source>Nobody has to wait: they may come back as soon as they like.</source>
        <translation>谁也不用等，对方随时可以回来。</translation>
    </message>
    <message>
        <source>Newcomers from the same address wait as long too, unless you let them in before.</source>
        <translation>同一地址新来的人也要等这么久，除非你提前让他们进来。</translation>
    </message>
</context>
<context>
    <name>foyer::Limits</name>
    <message>
        <source>ms per second</source>
        <translation>毫秒/秒</translation>
    </message>
    <message>
        <source>spent on reading from one address, a tenth of it on one connection; beyond, it is read more slowly</source>
        <translation>用于读取同一地址发来的内容的时间，单个连接占其十分之一；超出后放慢读取</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>connections in all; never more than the system lets the program open</source>
        <translation>连接总数；不会超过系统允许本程序打开的数目</translation>
    </message>
    <message>
        <source>connections from one address (IPv6: one /64)</source>
        <translation>同一地址的连接数（IPv6 按 /64 计）</translation>
    </message>
    <message>
        <source>in 10 s</source>
        <translation>每 10 秒</translation>
    </message>
    <message>
        <source>newcomers from one address; who comes back does not count</source>
        <translation>同一地址新来的人数；掉线后回来的不算</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>messages of one user; N/BURST also says how many at once</source>
        <translation>一个人发送的消息数；写成 N/BURST 还可以规定一次最多连发几条</translation>
    </message>
    <message>
        <source>bytes per second</source>
        <translation>字节/秒</translation>
    </message>
    <message>
        <source>read from one connection; beyond, it is read more slowly</source>
        <translation>从一个连接读取的数据量；超过后会放慢读取</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>waiting to be sent to one connection, which is then closed as too slow</source>
        <translation>等待发给一个连接的数据量；超过后因跟不上而断开</translation>
    </message>
    <message>
        <source>the head of an HTTP request</source>
        <translation>HTTP 请求头的大小</translation>
    </message>
    <message>
        <source>for the head of a request to arrive</source>
        <translation>等待请求头到齐的时间</translation>
    </message>
    <message>
        <source>from the handshake until a name is given</source>
        <translation>从握手到报上名字的时间</translation>
    </message>
    <message>
        <source>one frame or message to the room</source>
        <translation>发给房间的一帧或一条消息的大小</translation>
    </message>
    <message>
        <source>without a byte, until a connection is taken for gone</source>
        <translation>多久没有任何数据就认为连接已断</translation>
    </message>
    <message>
        <source>between two pings of the room</source>
        <translation>房间两次 ping 的间隔</translation>
    </message>
    <message>
        <source>A limit is set as NAME=VALUE, “rate=5” for example; not as “%1”.</source>
        <translation>上限要写成“名称=数值”，例如“rate=5”，不能写成“%1”。</translation>
    </message>
    <message>
        <source>There is no limit “%1”. These can be set: %2.</source>
        <translation>没有名为“%1”的上限。可以设置的有：%2。</translation>
    </message>
    <message>
        <source>--limit NAME=VALUE, once for each; 0 means none.</source>
        <translation>--limit 名称=数值，每项写一次；0 表示不限。</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>字</translation>
    </message>
    <message>
        <source>a name, of a person or of the room</source>
        <translation>一个名字，人名或房间名</translation>
    </message>
    <message>
        <source>a message</source>
        <translation>一条消息</translation>
    </message>
    <message>
        <source>a message, in UTF-8</source>
        <translation>一条消息，按 UTF-8 计</translation>
    </message>
    <message>
        <source>the reason for asking somebody to leave</source>
        <translation>请人离开时说的理由</translation>
    </message>
    <message>
        <source>windows of one person at the same time</source>
        <translation>一个人同时打开的窗口数</translation>
    </message>
    <message>
        <source>messages that cannot be understood, until a connection is closed</source>
        <translation>看不懂的消息达到这个数目，连接就会断开</translation>
    </message>
    <message>
        <source>lines in the head of an HTTP request</source>
        <translation>HTTP 请求头的行数</translation>
    </message>
    <message>
        <source>connections beyond “connections”, for pages and for being told that the room is full</source>
        <translation>在“connections”之外另留的连接数，用来打开网页，或告知房间已满</translation>
    </message>
    <message>
        <source>waiting to be sent to all together; who is behind then shares it</source>
        <translation>等待发给所有人的数据总量；超过后由跟不上的人分摊</translation>
    </message>
    <message>
        <source>waiting to be written down; beyond, nothing more is taken</source>
        <translation>等待写入记录的数据量；超过后不再接收新的内容</translation>
    </message>
    <message>
        <source>events that the room keeps for those who come back</source>
        <translation>房间为回来的人保留的事件数</translation>
    </message>
    <message>
        <source>for which a lost connection keeps its name and place</source>
        <translation>断线后名字和位置保留的时间</translation>
    </message>
    <message>
        <source>The limit “%1” takes 0 (none) or a whole number from %2 to %3, or two as in 3/10.</source>
        <translation>“%1”这项上限应是 0（不限），或 %2 到 %3 之间的整数，也可以像 3/10 这样写两个数。</translation>
    </message>
    <message>
        <source>The limit “%1” takes 0 (none) or a whole number from %2 to %3.</source>
        <translation>“%1”这项上限应是 0（不限），或 %2 到 %3 之间的整数。</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>最少</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>These cannot be set:</source>
        <translation>以下各项不能修改：</translation>
    </message>
</context>
<context>
    <name>foyer::LiveLogModel</name>
    <message>
        <source>%1 came in</source>
        <translation>%1 进来了</translation>
    </message>
    <message>
        <source>%1 was asked to leave</source>
        <translation>%1 被请出了房间</translation>
    </message>
    <message>
        <source>%1 lost the connection</source>
        <translation>%1 断线了</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 离开了</translation>
    </message>
    <message>
        <source>%1 is now called %2</source>
        <translation>%1 改名为 %2</translation>
    </message>
    <message>
        <source>The room is now called %1</source>
        <translation>房间改名为 %1</translation>
    </message>
    <message>
        <source>%1 was asked to leave: “%2”</source>
        <translation>%1 被请出了房间：“%2”</translation>
    </message>
    <message>
        <source>%1 asked %2 to leave</source>
        <translation>%1 把 %2 请出了房间</translation>
    </message>
    <message>
        <source>%1 asked %2 to leave: “%3”</source>
        <translation>%1 把 %2 请出了房间：“%3”</translation>
    </message>
    <message>
        <source>%1 may come in</source>
        <translation>%1 可以进来了</translation>
    </message>
    <message>
        <source>The cooling-off is over</source>
        <translation>冷静期结束了</translation>
    </message>
    <message>
        <source>%1 may come back</source>
        <translation>%1 可以回来了</translation>
    </message>
    <message>
        <source>Some lines are missing here</source>
        <translation>这里缺了一些内容</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) left out here: this window was too busy</source>
        <translation>
            <numerusform>这里略去了 %n 条：窗口刚才太忙</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::LogRules</name>
    <message>
        <source>--log: “%1” is not a rule. Rules look like foyer.net.debug=true, or foyer.net for all of it, with “;” between them.</source>
        <translation>--log：“%1”不是规则。规则写成 foyer.net.debug=true，或写 foyer.net 表示它的全部内容，多条之间用“;”分隔。</translation>
    </message>
    <message>
        <source>--log: nothing is called “%1”. There are %2.</source>
        <translation>--log：没有叫“%1”的。现有 %2。</translation>
    </message>
    <message>
        <source>--log takes rules such as foyer.net or foyer.room.info=true.</source>
        <translation>--log 后面应是规则，例如 foyer.net 或 foyer.room.info=true。</translation>
    </message>
</context>
<context>
    <name>foyer::LogView</name>
    <message>
        <source>Nothing here has that word in it.</source>
        <translation>没有找到含有这个词的内容。</translation>
    </message>
</context>
<context>
    <name>foyer::Logging</name>
    <message>
        <source>The log cannot be written: %1. The program goes on without it.</source>
        <translation>日志写不进去：%1。程序照常运行，只是不记日志。</translation>
    </message>
</context>
<context>
    <name>foyer::LossQuestion</name>
    <message numerus="yes">
        <source>At the moment that is %n message(s).</source>
        <translation>
            <numerusform>目前共 %n 条消息。</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete what is no longer to be kept?</source>
        <translation>删除不再保留的内容？</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Go on keeping</source>
        <translation>继续保留</translation>
    </message>
    <message>
        <source>Who was here in that time, and what you did about people, is deleted with it.</source>
        <translation>那段时间谁来过、你对他人的处理，也会一并删除。</translation>
    </message>
    <message>
        <source>To have it all the same, go on keeping and export it first.</source>
        <translation>如果还想留一份，请先选择继续保留，再导出。</translation>
    </message>
    <message>
        <source>Delete it then</source>
        <translation>届时删除</translation>
    </message>
</context>
<context>
    <name>foyer::MainWindow</name>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>Close the room</source>
        <translation>关闭房间</translation>
    </message>
    <message>
        <source>Open the room</source>
        <translation>打开房间</translation>
    </message>
    <message>
        <source>○ Not open</source>
        <translation>○ 未打开</translation>
    </message>
    <message>
        <source>◌ Opening…</source>
        <translation>◌ 正在打开…</translation>
    </message>
    <message numerus="yes">
        <source>● Open · %n here</source>
        <translation>
            <numerusform>● 开放中 · %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>◌ Closing…</source>
        <translation>◌ 正在关闭…</translation>
    </message>
    <message>
        <source>▲ Could not be opened</source>
        <translation>▲ 没能打开</translation>
    </message>
    <message>
        <source>%1 — Foyer</source>
        <translation>%1 — Foyer</translation>
    </message>
    <message>
        <source>PEOPLE  %1</source>
        <translation>成员  %1</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>open for %1</source>
        <translation>开放时长：%1</translation>
    </message>
    <message>
        <source>This computer is kept awake</source>
        <translation>电脑保持唤醒中</translation>
    </message>
    <message>
        <source>&amp;Room</source>
        <translation>房间(&amp;R)</translation>
    </message>
    <message>
        <source>Show the address large</source>
        <translation>放大显示地址</translation>
    </message>
    <message>
        <source>Find in the conversation</source>
        <translation>在对话中查找</translation>
    </message>
    <message>
        <source>Join the conversation</source>
        <translation>参加对话</translation>
    </message>
    <message>
        <source>Join another room…</source>
        <translation>加入别的房间…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>About Foyer</source>
        <translation>关于 Foyer</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Enter renames the room for everyone</source>
        <translation>按 Enter 为所有人改名</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>筛选…</translation>
    </message>
    <message>
        <source>Who comes, who goes and what is said will appear here.</source>
        <translation>谁来了、谁走了、说了什么，都会显示在这里。</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Join the conversation…</source>
        <translation>参加对话…</translation>
    </message>
    <message>
        <source>Nobody is here yet. Show the address to the room.</source>
        <translation>还没有人进来。把地址给大家看看吧。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Nobody is here yet. Others can come in once this computer has a network.</source>
        <translation>还没有人进来。这台电脑连上网络后，其他人才能进来。</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>历史记录…</translation>
    </message>
    <message>
        <source>Shows only the lines with these words. Enter searches all that was kept.</source>
        <translation>只显示含这些字词的行。按回车可搜索所有保存的内容。</translation>
    </message>
    <message>
        <source>Search all that was kept</source>
        <translation>搜索所有保存的内容</translation>
    </message>
    <message>
        <source>Ctrl+F once more opens it, too</source>
        <translation>再按一次 Ctrl+F 也可打开</translation>
    </message>
    <message>
        <source>Shows only the lines with these words. Nothing is kept, so there is nothing more to search.</source>
        <translation>只显示含有这些词语的行。现在什么都不保留，没有更多内容可搜索。</translation>
    </message>
</context>
<context>
    <name>foyer::NamePrompt</name>
    <message>
        <source>Your name</source>
        <translation>你的名字</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>foyer::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>foyer::PeopleMenu</name>
    <message>
        <source>Kick…</source>
        <translation>请出…</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>复制名字</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>复制内容</translation>
    </message>
    <message>
        <source>Copy selected lines</source>
        <translation>复制选中的行</translation>
    </message>
</context>
<context>
    <name>foyer::PeriodPicker</name>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>The last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>从…到…</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>From this day</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>To this day</source>
        <translation>结束日期</translation>
    </message>
</context>
<context>
    <name>foyer::RecordTable</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>foyer::RoomClosing</name>
    <message>
        <source>Close the room</source>
        <translation>关闭房间</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) will be told that the room is closed.</source>
        <translation>
            <numerusform>在场的 %n 人会收到房间已关闭的通知。</numerusform>
        </translation>
    </message>
    <message>
        <source>Close Foyer</source>
        <translation>退出 Foyer</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) are in the room. They will be told that it is closed.</source>
        <translation>
            <numerusform>房间里还有 %n 人，他们会收到房间已关闭的通知。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>保持打开</translation>
    </message>
    <message numerus="yes">
        <source>What was said, who was here and what you did about people is deleted for good then: %n message(s). To keep it, export it first.</source>
        <translation>
            <numerusform>届时说过的话、谁来过以及你对他人的处理都会被彻底删除：共 %n 条消息。想保留的话，请先导出。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foyer::RosterDelegate</name>
    <message>
        <source>host</source>
        <translation>主持人</translation>
    </message>
</context>
<context>
    <name>foyer::RosterModel</name>
    <message>
        <source>Away</source>
        <translation>暂时离线</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>Text client</source>
        <translation>文本客户端</translation>
    </message>
    <message>
        <source>Foyer</source>
        <translation>Foyer</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>来宾</translation>
    </message>
    <message>
        <source>%1, host</source>
        <translation>%1，主持人</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>%1 进来</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>With</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>进入时间</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息数</translation>
    </message>
    <message>
        <source>Since they came in</source>
        <translation>自进入房间以来</translation>
    </message>
</context>
<context>
    <name>foyer::Sentences</name>
    <message>
        <source>The message was not understood: it is not one JSON object.</source>
        <translation>看不懂这条消息：它不是一个 JSON 对象。</translation>
    </message>
    <message>
        <source>The message was not understood: there is no command “%1”.</source>
        <translation>看不懂这条消息：没有“%1”这个命令。</translation>
    </message>
    <message>
        <source>The message was not understood: “%1” is missing or of the wrong kind.</source>
        <translation>看不懂这条消息：缺少“%1”，或者它的类型不对。</translation>
    </message>
    <message>
        <source>Come in first, with a name.</source>
        <translation>请先报上名字，进入房间。</translation>
    </message>
    <message>
        <source>You are in the room already.</source>
        <translation>你已经在房间里了。</translation>
    </message>
    <message>
        <source>Only the host can do that.</source>
        <translation>只有主持人可以这样做。</translation>
    </message>
    <message>
        <source>The room does not know you any more. Please come in again.</source>
        <translation>房间已不认得你，请重新进入。</translation>
    </message>
    <message>
        <source>The room is open in too many of your windows. Close one and try again.</source>
        <translation>你在太多窗口里打开了这个房间，请先关掉一个再试。</translation>
    </message>
    <message>
        <source>Please choose a name.</source>
        <translation>请起一个名字。</translation>
    </message>
    <message>
        <source>That name has a character that cannot be used. A colon, a star, a “!” at the beginning and invisible characters are not possible.</source>
        <translation>名字里有不能使用的字符：不能有冒号、星号和看不见的字符，也不能以“!”开头。</translation>
    </message>
    <message>
        <source>Someone here is already called %1. Try “%2”.</source>
        <translation>已经有人叫 %1 了，试试“%2”。</translation>
    </message>
    <message>
        <source>There is nothing in the message.</source>
        <translation>这条消息里没有内容。</translation>
    </message>
    <message>
        <source>The message has a control character that cannot be sent.</source>
        <translation>消息里有不能发送的控制字符。</translation>
    </message>
    <message>
        <source>The host has just asked someone at your address to leave, so newcomers from there wait for %1. The host can let you in now.</source>
        <translation>你所在的地址刚有人被请出房间，新来的人需要等 %1。主持人也可以现在就让你进来。</translation>
    </message>
    <message>
        <source>That person is no longer here.</source>
        <translation>对方已经不在这里了。</translation>
    </message>
    <message>
        <source>That cooling-off is over already.</source>
        <translation>这个冷静期已经结束了。</translation>
    </message>
    <message>
        <source>The host cannot be asked to leave.</source>
        <translation>不能请主持人离开。</translation>
    </message>
    <message>
        <source>You sent: </source>
        <translation>你发送了: </translation>
    </message>
    <message>
        <source> left the room</source>
        <translation> 离开了聊天室</translation>
    </message>
    <message>
        <source>%1 is now called %2.</source>
        <translation>%1 改名为 %2。</translation>
    </message>
    <message>
        <source>The room is now called “%1”.</source>
        <translation>房间改名为“%1”。</translation>
    </message>
    <message>
        <source>The room is closed. It comes back by itself when the host opens it.</source>
        <translation>房间已关闭，主持人重新打开后会自动恢复。</translation>
    </message>
    <message>
        <source>The host has asked you to leave.</source>
        <translation>主持人请你离开了。</translation>
    </message>
    <message>
        <source>The host has asked you to leave: “%1”.</source>
        <translation>主持人请你离开了：“%1”。</translation>
    </message>
    <message>
        <source> You can come back in %1.</source>
        <translation>%1 后可以回来。</translation>
    </message>
    <message>
        <source>No name came within the time. Connect again when you have one.</source>
        <translation>没有及时收到名字，想好名字后请重新连接。</translation>
    </message>
    <message>
        <source>The room is full. Try again in a while.</source>
        <translation>房间已满，请稍后再试。</translation>
    </message>
    <message>
        <source>Your connection could not keep up. Connect again: what you missed will follow.</source>
        <translation>你的连接跟不上了。请重新连接，错过的内容会补上。</translation>
    </message>
    <message>
        <source>Nothing has come from you for a while, so the line was closed.</source>
        <translation>很久没有收到你的任何数据，连接已关闭。</translation>
    </message>
    <message>
        <source>Too many messages that could not be understood.</source>
        <translation>看不懂的消息太多了。</translation>
    </message>
    <message>
        <source>Only text can be sent here.</source>
        <translation>这里只能发送文字。</translation>
    </message>
    <message>
        <source>This room does not take tokens.</source>
        <translation>这个房间不使用令牌。</translation>
    </message>
    <message>
        <source>The address lacks a name: connect to /ws/ followed by yours.</source>
        <translation>地址里缺少名字：请连接 /ws/ 后面加上你的名字。</translation>
    </message>
    <message>
        <source>That name is too long: at most %1 characters.</source>
        <translation>名字太长了，最多 %1 个字。</translation>
    </message>
    <message>
        <source>The message is too long: at most %1 characters.</source>
        <translation>消息太长了，最多 %1 个字。</translation>
    </message>
    <message>
        <source>That was too fast, and was not taken. Try again in a moment.</source>
        <translation>发得太快了，这次没有收下。请稍等一下再试。</translation>
    </message>
    <message>
        <source>Many are coming in from your network just now. Try again in a moment.</source>
        <translation>现在从你的网络进来的人很多。请稍等一下再试。</translation>
    </message>
    <message>
        <source>Too many are connected from your network already. Try again in a while.</source>
        <translation>从你的网络连接进来的已经太多了。请过一会儿再试。</translation>
    </message>
    <message>
        <source>Far too much came at once, so the line was closed. Come back in a little while.</source>
        <translation>一下子发来的东西太多，连接已断开。请过一会儿再回来。</translation>
    </message>
    <message>
        <source>The room cannot write anything down just now, and takes nothing more until it can. Try again in a moment.</source>
        <translation>房间暂时无法记录内容，恢复之前不再接收新的消息。请稍后再试。</translation>
    </message>
    <message>
        <source>The host</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>%1 changed it: nothing is kept from now on, and what was kept before is deleted.</source>
        <translation>%1 更改了设置：从现在起说的话不保留，之前保留的已删除。</translation>
    </message>
    <message>
        <source>%1 changed it: what is said is kept until the room is closed.</source>
        <translation>%1 更改了设置：说的话保留到房间关闭。</translation>
    </message>
    <message>
        <source>%1 changed it: what is said is kept for one day.</source>
        <translation>%1 更改了设置：说的话保留 1 天。</translation>
    </message>
    <message>
        <source>%1 changed it: what is said is kept for %2 days.</source>
        <translation>%1 更改了设置：说的话保留 %2 天。</translation>
    </message>
    <message>
        <source>%1 changed it: what is said is kept until the host chooses otherwise.</source>
        <translation>%1 更改了设置：说的话一直保留，直到主持人更改设置。</translation>
    </message>
    <message>
        <source>Someone here has a name that looks the same as %1. Try “%2”.</source>
        <translation>这里已有人的名字和 %1 看起来一样，试试“%2”。</translation>
    </message>
    <message>
        <source>That is the host&apos;s name, or looks just like it. Please choose another name.</source>
        <translation>这是主持人的名字，或者看起来和它一样，请换个名字。</translation>
    </message>
    <message>
        <source>That is too long to look for: at most %1 characters.</source>
        <translation>搜索的内容太长：最多 %1 个字符。</translation>
    </message>
    <message>
        <source>There is no word in that. Look for letters or figures.</source>
        <translation>里面没有可以搜索的词，请输入文字或数字。</translation>
    </message>
    <message>
        <source>There is nothing kept here that could be searched.</source>
        <translation>这里没有保留可以搜索的内容。</translation>
    </message>
</context>
<context>
    <name>foyer::SettingsDialog</name>
    <message>
        <source>Keep this computer awake while people are in the room</source>
        <translation>房间里有人时，不让电脑休眠</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>How you are called in the room</source>
        <translation>你在房间里的名字</translation>
    </message>
    <message>
        <source>Every address of this computer</source>
        <translation>这台电脑的全部地址</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>你的名字</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Open on</source>
        <translation>使用地址</translation>
    </message>
    <message>
        <source>Asked to leave, stays out</source>
        <translation>被请离后的冷静期</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Other computers may read the room’s figures at /metrics</source>
        <translation>允许其他电脑通过 /metrics 读取房间的统计数字</translation>
    </message>
    <message>
        <source>Numbers for monitoring, such as how many people are here and how fast messages go out. No names, addresses or messages.</source>
        <translation>供监控使用的数字，例如有多少人、消息发得多快。不含姓名、地址和消息内容。</translation>
    </message>
    <message>
        <source>Survive power loss (slower disks may feel it)</source>
        <translation>断电也不丢失（较慢的磁盘可能会变慢）</translation>
    </message>
    <message>
        <source>Your name, port, addresses, cooling-off, figures, power loss, searching and what joiners see take effect when the room is opened the next time.</source>
        <translation>名字、端口、地址、冷静期、统计数字、断电保护、搜索权限和新来的人能看到的内容会在下次打开房间时生效。</translation>
    </message>
    <message>
        <source>Everybody reads this before they come in.</source>
        <translation>每个人进来之前都会看到这一点。</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>The last lines</source>
        <translation>最近几行</translation>
    </message>
    <message>
        <source>Nothing from before they came</source>
        <translation>进来之前的什么也看不到</translation>
    </message>
    <message>
        <source>WHAT IS KEPT</source>
        <translation>保留什么</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>说的话</translation>
    </message>
    <message>
        <source>Joiners see</source>
        <translation>新来的人看到</translation>
    </message>
    <message>
        <source>Everybody in the room may search what was said</source>
        <translation>房间里的所有人都可以搜索说过的话</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多保留</translation>
    </message>
    <message>
        <source>What is older than the newest so many messages is deleted for good.</source>
        <translation>比这些最新消息更早的内容将永久删除。</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息条数</translation>
    </message>
    <message>
        <source>messages, the newest</source>
        <translation>条最新消息</translation>
    </message>
    <message numerus="yes">
        <source>day(s)</source>
        <translation>
            <numerusform>天</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: a number from %2 to %3.</source>
        <translation>%1：请填 %2 到 %3 之间的数字。</translation>
    </message>
</context>
<context>
    <name>foyer::ShareDialog</name>
    <message>
        <source>QR code of %1</source>
        <translation>%1 的二维码</translation>
    </message>
    <message>
        <source>Scan the code with your phone&apos;s camera, or type the address into a browser on this network.</source>
        <translation>用手机相机扫码，或在同一网络的浏览器里输入地址。</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>There is no network just now. The address is shown again as soon as there is one.</source>
        <translation>暂时没有网络。网络恢复后，这里会重新显示地址。</translation>
    </message>
</context>
<context>
    <name>foyer::StartButton</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Closing…</source>
        <translation>正在关闭…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>foyer::TimeText</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
</context>
</TS>
