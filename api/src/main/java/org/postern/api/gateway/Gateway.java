// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.osgi.annotation.versioning.ProviderType;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An internet gateway of the local network. In OSGi there is one service for each, with its lasting
 * facts as service properties, see {@link GatewayProperties}.
 *
 * <p>All calls may be made from any thread. Each asks the router, blocks at most 30 seconds in all,
 * and ends at once when its thread is interrupted. Failures carry the router's own code where it
 * sent one; {@link UpnpResult#SOCKET_ERROR} means that the router could not be reached.
 */
@ProviderType
public interface Gateway {

    /**
     * The lasting facts, known without asking.
     *
     * @return the facts as they were when the gateway was found
     */
    GatewayInfo info();

    /**
     * The address under which the internet sees this network (WANIPConnection:1 section 2.4.18).
     *
     * @return a real address; it may be a private one behind a second router
     * @throws GatewayException {@link UpnpResult#ACTION_FAILED} when the router has none now
     * @throws InterruptedException when the calling thread is interrupted
     */
    InetAddress externalAddress() throws GatewayException, InterruptedException;

    /**
     * The state of the internet connection.
     *
     * @return the router's answer of now
     * @throws GatewayException when the router cannot be asked or refuses
     * @throws InterruptedException when the calling thread is interrupted
     */
    WanStatus status() throws GatewayException, InterruptedException;

    /**
     * The physical link.
     *
     * @return empty when the router has no service that tells
     * @throws GatewayException when the router cannot be asked or refuses
     * @throws InterruptedException when the calling thread is interrupted
     */
    Optional<LinkProperties> link() throws GatewayException, InterruptedException;

    /**
     * The traffic counters.
     *
     * @return empty when the router has no service that tells
     * @throws GatewayException when the router cannot be reached
     * @throws InterruptedException when the calling thread is interrupted
     */
    Optional<Traffic> traffic() throws GatewayException, InterruptedException;

    /**
     * Opens a port to this machine and reads back what the router then holds. A mapping of the same
     * port, protocol and client is overwritten; the router may refuse to overwrite another
     * client's.
     *
     * <p>Where a router refuses, other words are tried that its error allows: a permanent lease for
     * a limited one and the other way round, a shorter or no description, the removal of an older
     * mapping of this machine at the port, and with {@link MappingRequest#anyPort} other external
     * ports at which nothing is seen. Each step that was taken is a note of the result, and part of
     * the message when none helps.
     *
     * @param request checked first; nothing is sent when it is out of range
     * @return what the router holds
     * @throws GatewayException with the router's reason; {@link UpnpResult#ACTION_FAILED} when the
     *     router claimed success but does not hold the mapping
     * @throws InterruptedException when the calling thread is interrupted; the router may or may
     *     not hold the mapping then
     */
    MappingResult map(MappingRequest request) throws GatewayException, InterruptedException;

    /**
     * Closes a port, whoever opened it: where a router lets this machine close another client's
     * mapping, that is closed too, as by DeletePortMapping itself. {@link #find} tells beforehand
     * whom it leads to.
     *
     * @param protocol TCP or UDP
     * @param externalPort 1..65535
     * @throws GatewayException {@link UpnpResult#PORT_MAPPING_NOT_FOUND} when the router has no
     *     such mapping, or hides another client's
     * @throws InterruptedException when the calling thread is interrupted
     */
    void unmap(Protocol protocol, int externalPort) throws GatewayException, InterruptedException;

    /**
     * Closes all mappings of this machine in a range of ports: those that lead to its address as
     * the router sees it, whatever they are called and whoever opened them here. Other clients'
     * mappings stay. Reads back afterwards.
     *
     * @param protocol TCP or UDP
     * @param firstPort 1..65535, external
     * @param lastPort firstPort..65535
     * @return what was closed, by port; never empty
     * @throws GatewayException {@link UpnpResult#PORT_MAPPING_NOT_FOUND} when the router lists no
     *     mapping of this machine in the range; otherwise the message names what is still open
     * @throws InterruptedException when the calling thread is interrupted; some may be closed then
     */
    List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException;

    /**
     * The mappings that the router lets this machine see, each once, in the router's order. One
     * that stands all the time while the list is read is in it, even where others are opened and
     * closed meanwhile in tables of up to 128 entries. Where a router's list does not end, the
     * first 10000 entries, or those that could be read in time; the log then has a warning.
     *
     * @return possibly empty; routers may hide other clients' mappings
     * @throws GatewayException when the router cannot be asked or refuses to list
     * @throws InterruptedException when the calling thread is interrupted
     */
    List<PortMapping> mappings() throws GatewayException, InterruptedException;

    /**
     * Looks one mapping up (WANIPConnection:1 section 2.4.15).
     *
     * @param protocol TCP or UDP
     * @param externalPort 1..65535
     * @return empty when the router neither finds nor lists it; some list what they do not find
     * @throws GatewayException when the router cannot be asked or refuses
     * @throws InterruptedException when the calling thread is interrupted
     */
    Optional<PortMapping> find(Protocol protocol, int externalPort)
            throws GatewayException, InterruptedException;

    /**
     * Looks several mappings up with as few requests as the router allows. WANIPConnection:2 lists
     * many at once (section 2.5.21): one request for all ports that lie within 100 of each other,
     * and up to three more where some are missing. Other routers are asked for each. Where none is
     * looked up with success, two requests more tell whether the look-up can be believed. Only of a
     * router that does not find what it lists, or cannot look mappings up, the table is read by
     * index as far as needed: up to 128 entries in the one case, all of them, twice, in the other.
     *
     * @param protocol TCP or UDP
     * @param externalPorts each 1..65535; at most a few dozen, since all share the 30 seconds
     * @return those that the router holds, in the order of their ports
     * @throws GatewayException when the router cannot be asked, or refuses to tell of any of them:
     *     then none of them is known to be missing
     * @throws InterruptedException when the calling thread is interrupted
     */
    List<PortMapping> findAll(Protocol protocol, SortedSet<Integer> externalPorts)
            throws GatewayException, InterruptedException;

    /**
     * Repeats a mapping of this machine for a further lease: one request, in the words that the
     * router took before, with no other tried, and nothing read back. For whoever renews many and
     * looks at them with {@link #findAll} afterwards. Leads to this machine's address of now. Routers
     * that refuse to overwrite even one's own mapping refuse this too; {@link #map} helps there.
     *
     * @param held what {@link #map} gave
     * @param lease from now; whole seconds, 0 (permanent) to 604800
     * @throws GatewayException with the router's reason
     * @throws InterruptedException when the calling thread is interrupted
     */
    void renew(PortMapping held, Duration lease) throws GatewayException, InterruptedException;

    /**
     * This gateway at a pace: each call sends its requests one after the other, and before each
     * waits as long as the pace says, on the caller's thread. The 30 seconds of a call count on
     * meanwhile: a wait beyond them ends the call at once with {@link UpnpResult#SOCKET_ERROR}, and
     * that request is not sent. What is sent again because packets were lost counts once.
     *
     * @param pace booked for each request; where this gateway has a pace already, both are
     * @return the same gateway, for background work
     */
    Gateway paced(Pace pace);
}
