// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;

import java.util.List;

/** Options that commands share. */
final class CommonOptions {
    static final String INTERFACE = "interface";
    static final String TIMEOUT = "timeout";
    static final String IPV6 = "ipv6";
    static final String GATEWAY = "gateway";
    static final String JSON = "json";
    static final String VERBOSE = "verbose";
    static final String HELP = "help";
    static final String VERSION = "version";

    static final Option AS_JSON = Syntax.flag(JSON, "print one JSON document");

    static final List<Option> NETWORK =
            List.of(
                    Syntax.value(
                            INTERFACE,
                            "NAME|ADDRESS",
                            "search on this network interface only; default: on all"),
                    Syntax.value(
                            TIMEOUT, "MS", "how long to search, in milliseconds; default: 2000"),
                    Syntax.flag(IPV6, "search over IPv6 instead of IPv4"),
                    Syntax.value(
                            GATEWAY,
                            "URL|UDN|ADDRESS|NAME",
                            "use this gateway; a description URL skips the search"),
                    AS_JSON);

    static final List<Option> EVERY =
            List.of(
                    Syntax.flag(VERBOSE, "show what was sent, what came back and what was decided"),
                    Syntax.flag(HELP, "show this help"),
                    Syntax.flag(VERSION, "show the version"));

    private CommonOptions() {}
}
