// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.igd.control.soap.Reply;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** The router's table of mappings. Holds nothing of it. */
final class MappingTable {
    /** So many questions by index cost less than a list and the proof that it is all. */
    private static final int FEW_ENTRIES = 3;

    /** Longer tables would cost too much to be read twice. */
    private static final int MAX_CHECKED = 128;

    private static final Logger LOG = System.getLogger("org.postern.igd.control.gateway");

    private final PacedService wan;

    MappingTable(PacedService wan) {
        this.wan = wan;
    }

    /** Looks one entry up. Routers that have none say 714, 713 or 402 (quirk A27). */
    Optional<PortMapping> find(Protocol protocol, int externalPort, Deadline deadline)
            throws GatewayException, InterruptedException {
        try {
            return find(protocol, externalPort, "", deadline);
        } catch (GatewayException e) {
            // The action is missing or broken: the list still tells.
            if (isBroken(e)) {
                return findListed(protocol, externalPort, deadline);
            }
            throw e;
        }
    }

    /** Whether a failure of the look-up says nothing of the port, and would come for others too. */
    static boolean isBroken(GatewayException failure) {
        return switch (MappingCalls.code(failure)) {
            case 401, 501, 602 -> true;
            default -> failure.result() == UpnpResult.HTTP_ERROR;
        };
    }

    /** The list may show what {@link #find} does not (quirk A27). */
    Optional<PortMapping> seek(Protocol protocol, int externalPort, Deadline deadline)
            throws InterruptedException {
        try {
            return findListed(protocol, externalPort, deadline);
        } catch (GatewayException e) {
            return Optional.empty();
        }
    }

    /** As {@link #find}, for a remote host that a router wants to be named in another way. */
    Optional<PortMapping> find(
            Protocol protocol, int externalPort, String remoteHost, Deadline deadline)
            throws GatewayException, InterruptedException {
        try {
            Reply.Done done =
                    wan.ask(MappingCodec.specific(protocol, externalPort, remoteHost), deadline);
            return Optional.of(
                    MappingCodec.specificEntry(protocol, externalPort, remoteHost, done));
        } catch (GatewayException e) {
            return switch (MappingCalls.code(e)) {
                case 713, 714, 402 -> Optional.empty();
                default -> throw e;
            };
        }
    }

    /** Looks one entry up in the list alone. */
    Optional<PortMapping> findListed(Protocol protocol, int externalPort, Deadline deadline)
            throws GatewayException, InterruptedException {
        IndexWalk walk = new IndexWalk(wan, deadline.half());
        Optional<PortMapping> found =
                walk.until(
                        each -> each.protocol() == protocol && each.externalPort() == externalPort);
        if (found.isEmpty() && !walk.complete()) {
            throw endless();
        }
        return found;
    }

    /** Neither way of looking tells what the router holds. */
    GatewayException endless() {
        return new GatewayException(
                UpnpResult.ACTION_FAILED,
                wan.router()
                        + " does not answer GetSpecificPortMappingEntry, and its list of"
                        + " mappings does not end. Restart the router.");
    }

    /** Lists all entries as far as they can be read, see {@link #listing}. */
    List<PortMapping> list(Deadline deadline) throws GatewayException, InterruptedException {
        return listing(deadline).entries();
    }

    /**
     * Lists all entries: a short table by index, a longer one of an IGD:2 router by its list where
     * it has one. What is read by index is read a second time, downward, since an entry that is
     * closed meanwhile moves all that follow it, so that one of them is never seen. What was seen
     * only once is looked up. A table that does not end is cut off, with a warning in the log.
     */
    Listing listing(Deadline deadline) throws GatewayException, InterruptedException {
        IndexWalk walk = new IndexWalk(wan, deadline);
        while (!walk.ended() && walk.entries().size() < FEW_ENTRIES) {
            walk.next();
        }
        if (!walk.ended() && MappingCodec.hasVersion2(wan.serviceType())) {
            Optional<Entries> list = new PortListing(wan, deadline.half()).read(walk.entries());
            LOG.log(
                    Level.DEBUG,
                    () ->
                            list.isPresent()
                                    ? "GetListOfPortMappings of " + wan.router() + " gave all"
                                    : "The list of mappings of "
                                            + wan.router()
                                            + " is read by index: GetListOfPortMappings did not"
                                            + " give all, or would give too much");
            if (list.isPresent()) {
                return new Listing(list.get().list(), true);
            }
        }
        walk.until(each -> false);
        return checked(walk, deadline);
    }

    /** What was read upward to the end, and where that is not too much, downward too. */
    Listing checked(IndexWalk walk, Deadline deadline) throws InterruptedException {
        int size = walk.entries().size();
        if (size > 0 && size <= MAX_CHECKED && walk.complete()) {
            return new SecondReading(this, wan, walk, deadline).listing();
        }
        return new Listing(walk.entries().list(), walk.complete());
    }
}
