package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.igd.control.soap.SoapService;

import java.util.Optional;

/**
 * Closes a port and makes sure of it. What the router says to the deletion alone proves nothing:
 * miniupnpd 2.3.1 with nftables answers success where no mapping was.
 */
final class MappingCloser {
    private final SoapService wan;
    private final MappingTable table;

    MappingCloser(SoapService wan, MappingTable table) {
        this.wan = wan;
        this.table = table;
    }

    void close(Protocol protocol, int externalPort, Deadline deadline)
            throws GatewayException, InterruptedException {
        Optional<Boolean> before = held(protocol, externalPort, deadline);
        // Asked for even where none is seen: routers hide entries, and some only fail to tell.
        Await.result(wan.call(MappingCodec.delete(protocol, externalPort), deadline.left()));
        if (before.equals(Optional.of(false))) {
            throw new GatewayException(
                    UpnpResult.PORT_MAPPING_NOT_FOUND,
                    wan.router()
                            + " has no mapping of "
                            + protocol
                            + " port "
                            + externalPort
                            + ", so DeletePortMapping had nothing to close. List what it holds with"
                            + " 'mappings'.");
        }
        if (held(protocol, externalPort, deadline).equals(Optional.of(true))) {
            throw new GatewayException(
                    UpnpResult.ACTION_FAILED,
                    wan.router()
                            + " accepted DeletePortMapping of "
                            + protocol
                            + " port "
                            + externalPort
                            + " but still holds it. Try again, or remove it in the"
                            + " router's settings.");
        }
    }

    /** Empty where the router refuses to tell, which must not stand in the way of closing. */
    private Optional<Boolean> held(Protocol protocol, int externalPort, Deadline deadline)
            throws GatewayException, InterruptedException {
        try {
            return Optional.of(table.find(protocol, externalPort, deadline).isPresent());
        } catch (GatewayException e) {
            if (e.result() == UpnpResult.SOCKET_ERROR) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
