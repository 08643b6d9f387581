// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.internal.services.ServiceProviders;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A UPnP control point with a list of devices. In OSGi a prototype-scope service, light, over one
 * shared engine; in plain Java {@link #create()} makes one.
 *
 * <p>May be used from any thread. The calls of {@link PortMapper} go to the default gateway, see
 * {@link #gateway()}.
 */
@ProviderType
public interface Upnp extends PortMapper, AutoCloseable {

    /** The filter of the reference: internet gateways only. */
    String DEFAULT_FILTER = "InternetGatewayDevice";

    /** The TTL of the reference, as UDA 1.1 section 1 asks. */
    int DEFAULT_TTL = 2;

    /**
     * Makes a control point in plain Java, with threads of its own until it is closed.
     *
     * @return a control point with an empty list
     * @throws IllegalStateException when no provider is on the class or module path; in OSGi take
     *     the service instead
     */
    static Upnp create() {
        return ServiceProviders.first(UpnpProvider.class)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No provider of "
                                                + UpnpProvider.class.getName()
                                                + " found: put org.postern.igd.control and"
                                                + " org.postern.discovery on the path, or take the"
                                                + " Upnp service in OSGi."))
                .create();
    }

    /**
     * Whether searches go over IPv6 instead of IPv4.
     *
     * @return false unless set
     */
    boolean discoverIpv6();

    /**
     * Sets whether searches go over IPv6 instead of IPv4.
     *
     * @param on true for IPv6
     */
    void discoverIpv6(boolean on);

    /**
     * The source port of searches.
     *
     * @return 0 unless set
     */
    int discoverLocalPort();

    /**
     * Sets the source port of searches. Checked when a search starts.
     *
     * @param port 0 for any free port, 1 for port 1900, else that port
     */
    void discoverLocalPort(int port);

    /**
     * The only interface to search on.
     *
     * @return empty (all usable ones) unless set
     */
    String discoverMulticastInterface();

    /**
     * Sets the only interface to search on. Checked when a search starts.
     *
     * @param nameOrAddress of the interface; empty for all usable ones
     */
    void discoverMulticastInterface(String nameOrAddress);

    /**
     * Searches for gateways for 2 seconds with {@link #DEFAULT_TTL}.
     *
     * @return the list, as after {@link #discover(Duration, int, String)}
     * @throws GatewayException as {@link #discover(Duration, int, String)}
     * @throws InterruptedException when the calling thread is interrupted
     */
    default List<UpnpDevice> discover() throws GatewayException, InterruptedException {
        return discover(GatewayQuery.DEFAULT_TIMEOUT, DEFAULT_TTL, DEFAULT_FILTER);
    }

    /**
     * Searches. Checks the arguments, then clears the list, waits the whole timeout, and fills the
     * list with one entry per description URL.
     *
     * @param timeout how long to search, zero or more
     * @param ttl the IP time-to-live of the search, 0..255
     * @param deviceFilter a case-sensitive part of any search target or device type of the device;
     *     empty for every UPnP device
     * @return a copy of the list
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM} with the list untouched; {@link
     *     UpnpResult#NO_DEVICES} when nothing that passes the filter answered
     * @throws InterruptedException when the calling thread is interrupted; the search is ended and
     *     the list stays empty
     */
    List<UpnpDevice> discover(Duration timeout, int ttl, String deviceFilter)
            throws GatewayException, InterruptedException;

    /**
     * Searches without blocking. Cancelling the future ends the search and leaves the list empty.
     *
     * @param timeout as in {@link #discover(Duration, int, String)}
     * @param ttl likewise
     * @param deviceFilter likewise
     * @return ends with the list, or exceptionally with {@link GatewayException}; dependents run on
     *     a thread of the control point and must not block
     */
    CompletableFuture<List<UpnpDevice>> discoverAsync(
            Duration timeout, int ttl, String deviceFilter);

    /**
     * Makes a device from a known description URL, as {@link #discover(Duration, int, String)}
     * would have. The list is not changed.
     *
     * @param descriptionUrl an http URL; the description may name control URLs on the same host
     *     only
     * @return the device, whatever its status
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM} for a URL that is no http URL
     * @throws InterruptedException when the calling thread is interrupted
     */
    UpnpDevice describe(URI descriptionUrl) throws GatewayException, InterruptedException;

    /**
     * Makes a device from a known description URL, and gives up a host that is not there sooner or
     * later than {@link #describe(URI)}, which waits ten seconds for it.
     *
     * @param descriptionUrl an http URL
     * @param timeout how long to wait until the host is known and connected to; zero or more. Once
     *     it is, its description is read for ten seconds, or for this time if that is longer
     * @return the device, whatever its status
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM} for a URL that is no http URL, or a
     *     negative timeout
     * @throws InterruptedException when the calling thread is interrupted
     */
    UpnpDevice describe(URI descriptionUrl, Duration timeout)
            throws GatewayException, InterruptedException;

    /**
     * Reads one description and asks nothing else. Blocks as long as {@link #describe(URI)}.
     *
     * @param descriptionUrl an http URL
     * @return what it says
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM} for a URL that is no http URL,
     *     {@link UpnpResult#HTTP_ERROR}, {@link UpnpResult#SOCKET_ERROR}, or {@link
     *     UpnpResult#INVALID_RESPONSE} when there is no readable description; {@link
     *     java.net.ConnectException} is among the causes where the connection was refused
     * @throws InterruptedException when the calling thread is interrupted
     */
    Inspection inspect(URI descriptionUrl) throws GatewayException, InterruptedException;

    /**
     * The length of the list.
     *
     * @return 0 or more
     */
    int deviceCount();

    /**
     * A device of the list.
     *
     * @param index 0..{@link #deviceCount()} - 1
     * @return the device
     * @throws IndexOutOfBoundsException when out of range
     */
    UpnpDevice device(int index);

    /**
     * Appends a device to the list.
     *
     * @param device such as one from {@link #describe(URI)}
     */
    void addDevice(UpnpDevice device);

    /**
     * Replaces a device of the list.
     *
     * @param index 0..{@link #deviceCount()} - 1
     * @param device the new one
     * @throws IndexOutOfBoundsException when out of range; the list is unchanged
     */
    void setDevice(int index, UpnpDevice device);

    /**
     * Removes a device from the list.
     *
     * @param index 0..{@link #deviceCount()} - 1
     * @throws IndexOutOfBoundsException when out of range; the list is unchanged
     */
    void removeDevice(int index);

    /** Empties the list. */
    void clearDevices();

    /**
     * The default gateway: the first of the list that is a valid gateway.
     *
     * @return empty when there is none
     */
    Optional<UpnpDevice> gateway();

    /** Ends running searches and, in plain Java, all threads. Closing twice does nothing. */
    @Override
    void close();
}
