// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.Arguments;
import org.postern.simulator.soap.UpnpError;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The actions that WANIPConnection:2 adds. */
final class RangeActions {
    /** The ports that are tried in place of a taken one, and how many. */
    private static final int FIRST_SPARE = 50_000;

    private static final int SPARES_TRIED = 256;

    private static final Set<UpnpError> ANOTHER_PORT_HELPS =
            Set.of(
                    UpnpError.CONFLICT,
                    UpnpError.CONFLICT_WITH_MECHANISM,
                    UpnpError.WILDCARD_EXTERNAL_PORT,
                    UpnpError.ACTION_FAILED);

    private final HeldMappings table;
    private final MappingReader reader;
    private final MappingRules rules;

    RangeActions(HeldMappings table, MappingReader reader, MappingRules rules) {
        this.table = table;
        this.reader = reader;
        this.rules = rules;
    }

    Map<String, ActionHandler> handlers() {
        return Map.of(
                "AddAnyPortMapping", this::addAny,
                "DeletePortMappingRange", this::deleteRange,
                "GetListOfPortMappings", this::list);
    }

    private List<String> addAny(Arguments arguments, InetAddress caller) throws ActionFault {
        Mapping asked = reader.mapping(arguments);
        IntStream ports =
                IntStream.concat(
                        IntStream.of(asked.externalPort()),
                        IntStream.range(FIRST_SPARE, FIRST_SPARE + SPARES_TRIED));
        for (int port : ports.toArray()) {
            if (taken(asked, port, caller)) {
                return List.of(Integer.toString(port));
            }
        }
        throw new ActionFault(UpnpError.NO_PORT_MAPS_AVAILABLE);
    }

    private boolean taken(Mapping asked, int port, InetAddress caller) throws ActionFault {
        boolean requested = port == asked.externalPort();
        if (!requested && table.find(asked.transport(), port).isPresent()) {
            return false;
        }
        try {
            rules.add(
                    asked.withExternalPort(port), caller, table, UpnpError.NO_PORT_MAPS_AVAILABLE);
            return true;
        } catch (ActionFault fault) {
            if (!ANOTHER_PORT_HELPS.contains(fault.error())) {
                throw fault;
            }
            return false;
        }
    }

    private List<String> deleteRange(Arguments arguments, InetAddress caller) throws ActionFault {
        if (!table.remove(inRange(arguments, caller))) {
            throw new ActionFault(UpnpError.MAPPING_NOT_FOUND);
        }
        return List.of();
    }

    private List<String> list(Arguments arguments, InetAddress caller) throws ActionFault {
        Predicate<Mapping> wanted = inRange(arguments, caller);
        int count = arguments.port("NewNumberOfPorts");
        List<Mapping> found =
                table.shown().stream()
                        .filter(wanted)
                        .limit(count == 0 ? Long.MAX_VALUE : count)
                        .toList();
        if (found.isEmpty()) {
            throw new ActionFault(UpnpError.MAPPING_NOT_FOUND);
        }
        return List.of(PortListingWriter.write(found, table.now()));
    }

    /** Without NewManage only the caller's own mappings (WANIPConnection:2, 2.5.21). */
    private Predicate<Mapping> inRange(Arguments arguments, InetAddress caller) throws ActionFault {
        int start = arguments.port("NewStartPort");
        int end = arguments.port("NewEndPort");
        Transport transport = reader.transport(arguments);
        boolean all = arguments.flag("NewManage");
        if (start > end) {
            throw new ActionFault(UpnpError.INCONSISTENT);
        }
        return m ->
                m.transport() == transport
                        && m.externalPort() >= start
                        && m.externalPort() <= end
                        && (all || m.internalClient().equals(caller));
    }
}
