// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import static org.postern.pcp.control.logging.PcpLog.LOG;

import org.postern.pcp.control.internal.config.ConfigurationValues;
import org.postern.pcp.control.search.ServerAddress;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The servers that a user names beside the default gateways, such as those of VPN providers. */
final class ServerSetting {
    /** In plain Java the system property of this name has them. */
    static final String PROPERTY = "org.postern.pcp.servers";

    /** What may be written, for those who wrote something else. */
    private static final String FORM =
            "use addresses with or without a port, such as 10.2.0.1:5351";

    private static final int MOST = 8;

    private ServerSetting() {}

    /** None where the value cannot be used, which is logged with the configuration's name. */
    static List<InetSocketAddress> read(Map<String, ?> configuration, String key, String name) {
        ConfigurationValues values = new ConfigurationValues(configuration);
        List<InetSocketAddress> servers =
                values.parsed(key, ServerSetting::parse, FORM).orElse(List.of());
        values.logFaults(LOG, name);
        return servers;
    }

    /** Addresses with blanks or commas between them; empty where one is none, or there are many. */
    static Optional<List<InetSocketAddress>> parse(String text) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String each : text.strip().split("[\\s,]+", -1)) {
            Optional<InetSocketAddress> server = ServerAddress.parse(each);
            if (server.isEmpty() || servers.size() == MOST) {
                return Optional.empty();
            }
            servers.add(server.get());
        }
        return Optional.of(List.copyOf(servers));
    }
}
