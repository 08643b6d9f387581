// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * An internet gateway of the local network, whatever protocols control it. In OSGi there is one
 * service for each, with its facts as service properties, see {@link GatewayProperties}.
 *
 * <p>All calls may be made from any thread. Each asks the gateway, blocks at most 30 seconds in
 * all, and ends at once when its thread is interrupted. What a gateway cannot do is not among its
 * {@link #capabilities()}; a call that needs it fails with {@link Reason#UNSUPPORTED} and sends
 * nothing. {@link Reason#UNREACHABLE} means that the gateway did not answer.
 */
@ProviderType
public interface Gateway {

    /**
     * What is known without asking.
     *
     * @return the facts of now; more become known when a further protocol reaches the gateway
     */
    GatewayInfo info();

    /**
     * What this gateway can do.
     *
     * @return the capabilities of now; they come and go with the protocols that reach the gateway
     */
    Set<Capability> capabilities();

    /**
     * How often it was asked so far, by all that use it, also {@linkplain #paced(Pace) at a pace}.
     * Asks nothing.
     *
     * @return a snapshot; {@link CallStatistics#NONE} where nobody counts
     */
    default CallStatistics statistics() {
        return CallStatistics.NONE;
    }

    /**
     * The address under which the internet sees this network.
     *
     * @return a real address; it may be a private one behind a second router
     * @throws GatewayException {@link Reason#NO_ADDRESS} when the gateway has none now
     * @throws InterruptedException when the calling thread is interrupted
     */
    InetAddress externalAddress() throws GatewayException, InterruptedException;

    /**
     * The state of the internet connection. Needs {@link Capability#STATUS}.
     *
     * @return the gateway's answer of now
     * @throws GatewayException when the gateway cannot be asked or refuses
     * @throws InterruptedException when the calling thread is interrupted
     */
    default WanStatus status() throws GatewayException, InterruptedException {
        throw unsupported("tell the state of its internet connection");
    }

    /**
     * The physical link.
     *
     * @return empty without {@link Capability#LINK}, and when the gateway refuses the request
     * @throws GatewayException when the gateway does not answer
     * @throws InterruptedException when the calling thread is interrupted
     */
    default Optional<LinkProperties> link() throws GatewayException, InterruptedException {
        return Optional.empty();
    }

    /**
     * The traffic counters.
     *
     * @return empty without {@link Capability#TRAFFIC}, and when the gateway refuses the request
     * @throws GatewayException when the gateway does not answer
     * @throws InterruptedException when the calling thread is interrupted
     */
    default Optional<Traffic> traffic() throws GatewayException, InterruptedException {
        return Optional.empty();
    }

    /**
     * Opens a port to this machine, or to the client of the request, and reads back what the
     * gateway then holds, if it can report that. A mapping of the same port, protocol and client is
     * overwritten; the gateway may refuse to overwrite another client's. A client that is not this
     * machine needs {@link Capability#OTHER_CLIENT}.
     *
     * <p>Where a gateway refuses, other words are tried that its answer allows: a permanent lease
     * for a limited one and the other way round, a shorter or no description, the removal of an
     * older mapping to the same client at the port, with {@link MappingRequest#acceptsOtherPort()}
     * other external ports at which nothing is seen, and the gateway's other control protocols.
     * Each step is a note of the result, and part of the message when none helps.
     *
     * <p>Of a request for TCP and UDP both are opened on one external port, or none: what was
     * opened is closed again, unless it was open before.
     *
     * @param request checked first; nothing is sent when it is out of range
     * @return what the gateway holds
     * @throws GatewayException with the gateway's reason; {@link Reason#NOT_HELD} when it reported
     *     success but does not hold the mapping
     * @throws InterruptedException when the calling thread is interrupted; the gateway may or may
     *     not hold the mapping then
     */
    MappingResult map(MappingRequest request) throws GatewayException, InterruptedException;

    /**
     * Closes a port, whoever opened it: where a gateway lets this machine close another client's
     * mapping, that is closed too. {@link #find} shows beforehand where it leads.
     *
     * @param key which
     * @throws GatewayException {@link Reason#NOT_FOUND} when the gateway has no such mapping, or
     *     hides another client's
     * @throws InterruptedException when the calling thread is interrupted
     */
    void unmap(PortKey key) throws GatewayException, InterruptedException;

    /**
     * Closes all mappings of this machine in a range of ports: those that lead to its address as
     * the gateway sees it, whatever they are called and whoever opened them here. Other clients'
     * mappings stay. Reads back afterwards. Needs {@link Capability#LIST}; with {@link
     * Capability#OWN_LIST} alone, those that this installation has opened.
     *
     * @param protocol TCP or UDP
     * @param firstPort 1..65535, external
     * @param lastPort firstPort..65535
     * @return what was closed, by port; never empty
     * @throws GatewayException {@link Reason#NOT_FOUND} when the gateway lists no mapping of this
     *     machine in the range; otherwise the message names what is still open
     * @throws InterruptedException when the calling thread is interrupted; some may be closed then
     */
    default List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        throw unsupported("list its mappings");
    }

    /**
     * The mappings that the gateway discloses to this machine, each once, in the gateway's order.
     * One that stands all the time while the list is read is in it, even where others are opened
     * and closed meanwhile in tables of up to 128 entries. Where a gateway's list does not end, the
     * first 10000 entries, or those that could be read in time; the log then has a warning. Needs
     * {@link Capability#LIST}. With {@link Capability#OWN_LIST} alone, those that this installation
     * has opened and whose leases are not over; the gateway may have lost them.
     *
     * @return possibly empty; gateways may hide other clients' mappings
     * @throws GatewayException when the gateway cannot be asked or refuses to list
     * @throws InterruptedException when the calling thread is interrupted
     */
    default List<PortMapping> mappings() throws GatewayException, InterruptedException {
        throw unsupported("list its mappings");
    }

    /**
     * Looks one mapping up. Needs {@link Capability#FIND}.
     *
     * @param key which
     * @return empty when the gateway neither finds nor lists it; some list what they do not find
     * @throws GatewayException when the gateway cannot be asked or refuses
     * @throws InterruptedException when the calling thread is interrupted
     */
    default Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        throw unsupported("look mappings up");
    }

    /**
     * Looks several mappings up with as few requests as the gateway allows. Needs {@link
     * Capability#FIND}.
     *
     * @param keys at most a few dozen, since all share the 30 seconds
     * @return those that the gateway holds, in the order of their keys
     * @throws GatewayException when the gateway cannot be asked, or refuses to tell of any of them:
     *     then none of them is known to be missing
     * @throws InterruptedException when the calling thread is interrupted
     */
    default List<PortMapping> findAll(SortedSet<PortKey> keys)
            throws GatewayException, InterruptedException {
        List<PortMapping> found = new ArrayList<>();
        for (PortKey key : keys) {
            find(key).ifPresent(found::add);
        }
        return found;
    }

    /**
     * Repeats a mapping of this machine for a further lease: one request, in the words that the
     * gateway took before, with no other tried, and nothing read back. For callers that renew many
     * mappings and look at them with {@link #findAll} afterwards. The mapping leads to this
     * machine's current address; one to another client is repeated with {@link #map}. Gateways that
     * refuse to overwrite even one's own mapping refuse this too; {@link #map} helps there.
     *
     * @param held what {@link #map} gave
     * @param lease from now; see {@link MappingRequest#lease()}
     * @return the lease that the gateway grants; the same as asked for, where it does not tell
     * @throws GatewayException with the gateway's reason
     * @throws InterruptedException when the calling thread is interrupted
     */
    Duration renew(PortMapping held, Duration lease) throws GatewayException, InterruptedException;

    /**
     * Asks the gateway to connect to a TCP port of this machine soon, as it does to report events.
     * Who listens there learns whether what nobody asked for reaches this machine, at least out of
     * the local network. Listen first, at {@link GatewayInfo#localAddress()}: the gateway may
     * connect before this call ends, and once more where it is not answered. It sends a message of
     * its own protocol, which needs no answer. Needs {@link Capability#CALLBACK}.
     *
     * @param port 1..65535, of this machine
     * @return the request, to be closed once the gateway has connected or nobody waits for it any
     *     more
     * @throws GatewayException when the gateway cannot be asked or refuses
     * @throws InterruptedException when the calling thread is interrupted; the gateway may connect
     *     all the same
     */
    default CallbackRequest requestCallback(int port)
            throws GatewayException, InterruptedException {
        throw unsupported("connect to this machine");
    }

    /**
     * The ports of the gateway's IPv6 firewall.
     *
     * @return empty without {@link Capability#PINHOLE}, unless a protocol is still searched for that
     *     may have it; asks nothing
     */
    default Optional<Pinholes> pinholes() {
        return Optional.empty();
    }

    /**
     * This gateway at a pace: each call sends its requests one after the other, and before each
     * waits as long as the pace says, on the caller's thread. The 30 seconds of a call include
     * these waits: one that would end later fails at once with {@link Reason#UNREACHABLE}, and its
     * request is not sent. A request that is repeated because a packet was lost counts once.
     *
     * @param pace booked for each request; where this gateway has a pace already, both are
     * @return the same gateway, for background work
     */
    Gateway paced(Pace pace);

    private GatewayException unsupported(String what) {
        return new GatewayException(
                Reason.UNSUPPORTED,
                (info().name().isEmpty() ? "The gateway" : info().name())
                        + " at "
                        + info().address().getHostAddress()
                        + " cannot "
                        + what
                        + ".");
    }

    /** That a gateway was asked to connect to this machine. May be closed from any thread. */
    @ProviderType
    @FunctionalInterface
    interface CallbackRequest extends AutoCloseable {
        /**
         * Tells the gateway that it need not connect any more. Blocks a second at most, and not at all
         * when the calling thread is interrupted. What does not reach the gateway ends by itself, as
         * a rule within half an hour. Closing twice does nothing.
         */
        @Override
        void close();
    }

    /**
     * How fast a gateway may be asked. Implemented by whoever works in the background and wants to
     * leave a router time for its own work, see {@link #paced(Pace)}.
     */
    @ConsumerType
    @FunctionalInterface
    interface Pace {
        /**
         * Books the next request. Called once before each, from any thread; must not block.
         *
         * @return how long to wait until it may be sent; zero or more
         */
        Duration next();

        /**
         * Books the next request where it is a single datagram, as over PCP: that costs a gateway a
         * fraction of a request over HTTP. Called as {@link #next()} is.
         *
         * @return how long to wait until it may be sent; the same as {@link #next()}, unless this is
         *     overridden
         */
        default Duration nextDatagram() {
            return next();
        }
    }
}
