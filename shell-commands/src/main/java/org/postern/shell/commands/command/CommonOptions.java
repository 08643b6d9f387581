// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;

import java.util.List;

public final class CommonOptions {
    public static final String INTERFACE = "interface";
    public static final String TIMEOUT = "timeout";
    public static final String IPV6 = "ipv6";
    public static final String GATEWAY = "gateway";
    public static final String CONTROL = "control";

    /** Of commands that take a port. */
    public static final String PROTOCOL = "protocol";

    static final String JSON = "json";
    static final String VERBOSE = "verbose";
    static final String HELP = "help";
    static final String VERSION = "version";

    static final Option AS_JSON = OptionSyntax.flag(JSON, "print one JSON document");

    static final List<Option> NETWORK =
            List.of(
                    OptionSyntax.value(
                            INTERFACE,
                            "NAME|ADDRESS",
                            "search on this network interface only; default: on all"),
                    OptionSyntax.value(
                            TIMEOUT, "MS", "how long to search, in milliseconds; default: 2000"),
                    OptionSyntax.flag(IPV6, "search over IPv6 instead of IPv4"),
                    OptionSyntax.value(
                            GATEWAY,
                            "URL|UDN|ADDRESS|NAME",
                            "use this gateway; a description URL skips the search"),
                    OptionSyntax.value(
                            CONTROL,
                            "auto|PROTOCOL",
                            "control the gateway over this protocol only: upnp, pcp, nat-pmp;"
                                    + " default: auto, over the first that can do it"),
                    AS_JSON);

    static final List<Option> EVERY =
            List.of(
                    OptionSyntax.flag(
                            "v",
                            VERBOSE,
                            "show what was sent, what came back and what was decided"),
                    OptionSyntax.flag("h", HELP, "show this help"),
                    OptionSyntax.flag("V", VERSION, "show the version"));

    private CommonOptions() {}
}
