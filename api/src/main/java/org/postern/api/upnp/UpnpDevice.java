// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.Gateway;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/**
 * A device as it was when it was found; only the calls of {@link PortMapper} ask it anew. May be
 * used from any thread, as long as the {@link Upnp} it came from is open.
 */
@ProviderType
public interface UpnpDevice extends PortMapper {
    /**
     * Where the device describes itself.
     *
     * @return an http URL
     */
    URI descriptionUrl();

    /**
     * The search target (ST) with which it answered.
     *
     * @return empty for a device made from a known URL
     */
    String searchTarget();

    /**
     * The unique service name of the answer.
     *
     * @return opaque text, empty for a device made from a known URL
     */
    String usn();

    /**
     * The device and what is embedded in it.
     *
     * @return empty when the description could not be read
     */
    Optional<DeviceDescription> description();

    /**
     * The name for people.
     *
     * @return empty when unknown
     */
    default String friendlyName() {
        return description().map(DeviceDescription::friendlyName).orElse("");
    }

    /**
     * The root device's type.
     *
     * @return empty when unknown
     */
    default String deviceType() {
        return description().map(DeviceDescription::deviceType).orElse("");
    }

    /**
     * Where the chosen WAN service takes its actions.
     *
     * @return empty when there is no usable one
     */
    Optional<URI> controlUrl();

    /**
     * The chosen WAN service's type.
     *
     * @return empty when there is no usable one
     */
    Optional<String> serviceType();

    /**
     * This machine's address that the connection to the device really used.
     *
     * @return empty when no connection came about
     */
    Optional<InetAddress> localAddress();

    /**
     * What the device is worth as a gateway.
     *
     * @return the verdict of when it was found
     */
    IgdStatus igdStatus();

    /**
     * Why the verdict is what it is.
     *
     * @return one sentence
     */
    String statusReason();

    /**
     * Whether ports can be mapped on it: its status is {@link IgdStatus#OK}, or {@link
     * IgdStatus#UNKNOWN_DEVICE} with a connected service.
     *
     * @return true for a usable gateway
     */
    boolean validGateway();

    /**
     * The device as a gateway over UPnP alone, to ask one that is not valid why: one that is not
     * connected tells its status all the same.
     *
     * @return empty when it has no usable WAN service, or none that answered in time
     */
    Optional<Gateway> gateway();
}
