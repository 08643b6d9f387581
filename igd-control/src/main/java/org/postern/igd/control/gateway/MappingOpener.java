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

/** Opens a port and reports what the router holds afterwards. */
final class MappingOpener {
    /** Enough to get past a few neighbours' games, few enough not to hammer a router. */
    private static final int MAX_PORTS_TRIED = 16;

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
        int port = request.externalPort();
        for (int tried = 1; ; tried++) {
            try {
                Await.result(wan.call(MappingCodec.add(request, port, client), deadline.left()));
                return readBack(request, port, client, deadline);
            } catch (GatewayException e) {
                if (!request.anyPort() || !taken(e) || tried == MAX_PORTS_TRIED) {
                    throw e;
                }
                port = port == 65535 ? 1024 : port + 1;
            }
        }
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
        Optional<PortMapping> held = table.find(request.protocol(), port, deadline);
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
        if (!holder.isAnyLocalAddress() && !holder.equals(client)) {
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

    private static List<String> notes(MappingRequest request, PortMapping held) {
        List<String> notes = new ArrayList<>();
        if (held.externalPort() != request.externalPort()) {
            notes.add(
                    "Port "
                            + request.externalPort()
                            + " is taken; "
                            + held.externalPort()
                            + " was opened instead.");
        }
        if (request.internalPort() != 0 && held.internalPort() != request.internalPort()) {
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
