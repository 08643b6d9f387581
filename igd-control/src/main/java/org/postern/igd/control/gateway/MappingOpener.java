package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;
import org.postern.igd.control.net.LocalAddress;
import org.postern.igd.control.soap.SoapService;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Opens a port and reports what the router holds afterwards. */
final class MappingOpener {
    /** Enough to get past a few games of the neighbours, few enough not to hammer a router. */
    private static final int NEIGHBOURS_TRIED = 8;

    private static final int OTHERS_TRIED = 8;

    /** A lease read back is the time left; a slow router has let some of it pass. */
    private static final Duration LEASE_TOLERANCE = Duration.ofSeconds(30);

    private final SoapService wan;
    private final MappingTable table;

    MappingOpener(SoapService wan, MappingTable table) {
        this.wan = wan;
        this.table = table;
    }

    MappingResult open(MappingRequest request, Deadline deadline)
            throws GatewayException, InterruptedException {
        InetAddress client = ownAddress();
        try {
            return openAt(request.externalPort(), request, client, deadline);
        } catch (GatewayException e) {
            if (!request.anyPort() || !taken(e)) {
                throw e;
            }
            return openElsewhere(request, client, deadline, e);
        }
    }

    /** Nothing that stands on the router makes way for a port that nobody asked for by number. */
    private MappingResult openElsewhere(
            MappingRequest request, InetAddress client, Deadline deadline, GatewayException first)
            throws GatewayException, InterruptedException {
        GatewayException last = first;
        for (int port : substitutes(request.externalPort())) {
            try {
                if (table.find(request.protocol(), port, deadline).isEmpty()) {
                    return openAt(port, request, client, deadline);
                }
            } catch (GatewayException e) {
                if (!taken(e)) {
                    throw e;
                }
                last = e;
            }
        }
        throw new GatewayException(
                last.result(),
                last.upnpErrorCode().orElse(0),
                wan.router()
                        + " holds port "
                        + request.externalPort()
                        + " and every other that was tried for somebody else: AddPortMapping was"
                        + " refused. Look with 'mappings', or try again with another port.");
    }

    /**
     * First the neighbours, which are easy to remember, then ports that no service has by right.
     */
    private static List<Integer> substitutes(int port) {
        List<Integer> ports = new ArrayList<>();
        for (int step = 1; step <= NEIGHBOURS_TRIED; step++) {
            ports.add(port + step > 65535 ? 1023 + step : port + step);
        }
        ThreadLocalRandom.current().ints(49152, 65536).limit(OTHERS_TRIED).forEach(ports::add);
        return ports;
    }

    private MappingResult openAt(
            int port, MappingRequest request, InetAddress client, Deadline deadline)
            throws GatewayException, InterruptedException {
        Await.result(wan.call(MappingCodec.add(request, port, client), deadline.left()));
        return readBack(request, port, client, deadline);
    }

    private static boolean taken(GatewayException e) {
        return e.result() == UpnpResult.CONFLICT_WITH_OTHER_MAPPING
                || e.result() == UpnpResult.CONFLICT_WITH_OTHER_MECHANISM;
    }

    private InetAddress ownAddress() throws GatewayException {
        try {
            return LocalAddress.toward(wan.peer().address());
        } catch (IOException e) {
            throw new GatewayException(
                    UpnpResult.SOCKET_ERROR,
                    "AddPortMapping failed: there is no route to "
                            + wan.router()
                            + ". Check the"
                            + " network connection and search again.",
                    e);
        }
    }

    private MappingResult readBack(
            MappingRequest request, int port, InetAddress client, Deadline deadline)
            throws GatewayException, InterruptedException {
        Optional<PortMapping> held;
        try {
            held = table.find(request.protocol(), port, deadline);
        } catch (GatewayException e) {
            return unread(request, port, client, e);
        }
        if (held.isEmpty()) {
            throw new GatewayException(
                    UpnpResult.ACTION_FAILED,
                    wan.router()
                            + " accepted AddPortMapping for "
                            + request.protocol()
                            + " "
                            + port
                            + " but does not hold it. Restart the router, or map the port by"
                            + " hand.");
        }
        InetAddress holder = held.get().internalClient();
        if (holder.isAnyLocalAddress()) {
            return untold(request, port, client);
        }
        if (!holder.equals(client)) {
            throw new GatewayException(
                    UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                    wan.router()
                            + " accepted AddPortMapping for "
                            + request.protocol()
                            + " "
                            + port
                            + " but forwards it to "
                            + holder.getHostAddress()
                            + ". Try another port, or --any-port.");
        }
        return new MappingResult(held.get(), notes(request, held.get()));
    }

    /** A refusal to tell does not undo what was accepted; silence leaves it in doubt. */
    private MappingResult unread(
            MappingRequest request, int port, InetAddress client, GatewayException failure)
            throws GatewayException {
        if (failure.result() == UpnpResult.SOCKET_ERROR) {
            throw new GatewayException(
                    UpnpResult.SOCKET_ERROR,
                    wan.router()
                            + " accepted AddPortMapping for "
                            + request.protocol()
                            + " "
                            + port
                            + " but did not answer when it was read back, so the port may be open."
                            + " Look with 'mappings'.",
                    failure);
        }
        return untold(request, port, client);
    }

    private static MappingResult untold(MappingRequest request, int port, InetAddress client) {
        PortMapping asked =
                new PortMapping(
                        request.protocol(),
                        port,
                        client,
                        request.effectiveInternalPort(),
                        request.description(),
                        true,
                        request.lease(),
                        "");
        List<String> notes = new ArrayList<>(notes(request, asked));
        notes.add("This is what was asked: the router does not tell what it holds.");
        return new MappingResult(asked, notes);
    }

    private static List<String> notes(MappingRequest request, PortMapping held) {
        List<String> notes = new ArrayList<>();
        if (held.externalPort() != request.externalPort()) {
            notes.add(
                    held.protocol()
                            + " port "
                            + request.externalPort()
                            + " is taken; "
                            + held.externalPort()
                            + " was opened instead.");
        }
        if (held.internalPort() != request.effectiveInternalPort()) {
            notes.add("The router forwards to internal port " + held.internalPort() + ".");
        }
        if (held.lease().minus(request.lease()).abs().compareTo(LEASE_TOLERANCE) > 0) {
            notes.add(
                    "Asked for "
                            + lease(request.lease())
                            + ", the router holds "
                            + lease(held.lease())
                            + ".");
        }
        if (!held.description().equals(request.description().strip())) {
            notes.add("The router keeps the description as '" + held.description() + "'.");
        }
        if (!held.enabled()) {
            notes.add("The router holds the mapping as disabled.");
        }
        return notes;
    }

    private static String lease(Duration lease) {
        return lease.isZero() ? "a permanent lease" : "a lease of " + lease.toSeconds() + " s";
    }
}
