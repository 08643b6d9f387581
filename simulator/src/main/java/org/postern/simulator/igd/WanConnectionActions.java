// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.Arguments;
import org.postern.simulator.soap.UpnpError;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The actions that WANIPConnection:1 and :2 have in common. */
public final class WanConnectionActions {
    private final int version;
    private final HeldMappings table;
    private final MappingReader reader;
    private final MappingRules rules;
    private final Supplier<WanFacts> facts;
    private final Instant started;

    /** The version is 1 or 2; the facts are those at the time of the call. */
    public WanConnectionActions(
            int version,
            HeldMappings table,
            InternalClientPolicy policy,
            MappingRules rules,
            Supplier<WanFacts> facts) {
        this.version = version;
        this.table = table;
        this.reader = new MappingReader(version, policy);
        this.rules = rules;
        this.facts = facts;
        this.started = table.now();
    }

    public Map<String, ActionHandler> handlers() {
        Map<String, ActionHandler> handlers = new HashMap<>();
        handlers.put("GetConnectionTypeInfo", (a, c) -> List.of("IP_Routed", "IP_Routed"));
        handlers.put("GetStatusInfo", this::status);
        handlers.put("GetNATRSIPStatus", (a, c) -> List.of("0", "1"));
        handlers.put("GetExternalIPAddress", (a, c) -> List.of(facts.get().externalAddress()));
        handlers.put("GetGenericPortMappingEntry", this::generic);
        handlers.put("GetSpecificPortMappingEntry", this::specific);
        handlers.put("AddPortMapping", this::add);
        handlers.put("DeletePortMapping", this::delete);
        if (version >= 2) {
            handlers.putAll(new RangeActions(table, reader, rules).handlers());
        }
        return handlers;
    }

    private List<String> status(Arguments arguments, InetAddress caller) {
        long uptime = Duration.between(started, table.now()).toSeconds();
        return List.of(facts.get().status(), "ERROR_NONE", Long.toString(Math.max(0, uptime)));
    }

    private List<String> generic(Arguments arguments, InetAddress caller) throws ActionFault {
        int index = arguments.port("NewPortMappingIndex");
        List<Mapping> all = table.shown();
        if (index >= all.size()) {
            throw new ActionFault(UpnpError.INDEX_INVALID);
        }
        Mapping found = all.get(index);
        return List.of(
                found.remoteHostText(),
                Integer.toString(found.externalPort()),
                found.transport().name(),
                Integer.toString(found.internalPort()),
                found.internalClient().getHostAddress(),
                found.enabled() ? "1" : "0",
                found.shownDescription(),
                Long.toString(found.secondsLeft(table.now())));
    }

    private List<String> specific(Arguments arguments, InetAddress caller) throws ActionFault {
        Mapping found = asked(arguments, table.shown(), rules.lookedUpBy());
        return List.of(
                Integer.toString(found.internalPort()),
                found.internalClient().getHostAddress(),
                found.enabled() ? "1" : "0",
                found.shownDescription(),
                Long.toString(found.secondsLeft(table.now())));
    }

    private List<String> add(Arguments arguments, InetAddress caller) throws ActionFault {
        rules.add(reader.mapping(arguments), caller, table, fullTable());
        return List.of();
    }

    private List<String> delete(Arguments arguments, InetAddress caller) throws ActionFault {
        Mapping found = asked(arguments, table.all(), EnumSet.allOf(LookupPart.class));
        if (!found.openedOverUpnp() && !found.internalClient().equals(caller)) {
            throw new ActionFault(UpnpError.NOT_AUTHORIZED);
        }
        if (!table.remove(m -> m.samePort(found.transport(), found.externalPort()))) {
            throw new ActionFault(UpnpError.NO_SUCH_ENTRY);
        }
        return List.of();
    }

    private Mapping asked(Arguments arguments, List<Mapping> among, Set<LookupPart> by)
            throws ActionFault {
        var remoteHost = reader.remoteHost(arguments);
        int port = arguments.port("NewExternalPort");
        Transport transport = reader.transport(arguments);
        return among.stream()
                .filter(m -> !by.contains(LookupPart.PROTOCOL) || m.transport() == transport)
                .filter(m -> !by.contains(LookupPart.PORT) || m.externalPort() == port)
                .filter(
                        m ->
                                !by.contains(LookupPart.REMOTE_HOST)
                                        || m.remoteHost().equals(remoteHost))
                .findFirst()
                .orElseThrow(() -> new ActionFault(UpnpError.NO_SUCH_ENTRY));
    }

    private UpnpError fullTable() {
        return version >= 2 ? UpnpError.NO_PORT_MAPS_AVAILABLE : UpnpError.ACTION_FAILED;
    }
}
