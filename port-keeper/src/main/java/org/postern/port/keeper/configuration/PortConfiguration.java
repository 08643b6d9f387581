// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.configuration;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of a port that is kept open over restarts: what should be open. */
@ObjectClassDefinition(
        id = PortConfiguration.PID,
        name = "Postern: a port that is kept open",
        description = "A port of the router that is kept open, over restarts.")
public @interface PortConfiguration {
    /** The factory PID of the configurations. */
    String PID = "org.postern.port.keeper.port";

    /** WANIPConnection:2 section 2.3.16: one week. */
    int MAX_LEASE = 604_800;

    /**
     * The protocol.
     *
     * @return TCP, UDP or BOTH
     */
    @AttributeDefinition(
            name = "Protocol",
            description =
                    "The transport protocol; BOTH for TCP and UDP on one external port, or neither."
                            + " Default: UDP.",
            options = {
                @Option(label = "UDP", value = "UDP"),
                @Option(label = "TCP", value = "TCP"),
                @Option(label = "TCP and UDP", value = "BOTH")
            })
    String protocol() default "UDP";

    /**
     * The port of the router.
     *
     * @return 1..65535
     */
    @AttributeDefinition(
            name = "External port",
            description = "The port that the internet sees. Range: 1 to 65535. No default.",
            min = "1",
            max = "65535")
    int externalPort();

    /**
     * The port of the client.
     *
     * @return 0..65535
     */
    @AttributeDefinition(
            name = "Internal port",
            description =
                    "The port of the client; 0 for the same as the external."
                            + " Range: 0 to 65535. Default: 0.",
            min = "0",
            max = "65535")
    int internalPort() default 0;

    /**
     * What the router shows.
     *
     * @return free text
     */
    @AttributeDefinition(
            name = "Description",
            description =
                    "What the router shows beside the port; 60 ASCII characters survive on most."
                            + " Default: empty.",
            required = false)
    String description() default "";

    /**
     * How long the router keeps the port by itself.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "Lease (s)",
            description =
                    "For how long the port is asked for at a time; it is renewed at half time. 0"
                        + " for a permanent mapping, which stays on the router when this machine is"
                        + " gone. Range: 0 to 604800 s. Default: 3600 s.",
            min = "0",
            max = "" + MAX_LEASE)
    int leaseSeconds() default 3600;

    /**
     * Whether another port is accepted.
     *
     * @return true for any
     */
    @AttributeDefinition(
            name = "Any port",
            description =
                    "Whether another external port is accepted if this one is taken or refused."
                            + " Default: false.")
    boolean anyPort() default false;

    /**
     * The host to which the port leads.
     *
     * @return an address; empty for this machine
     */
    @AttributeDefinition(
            name = "Client",
            description =
                    "The address of the host to which the port leads; empty for this machine. Many"
                            + " routers let a machine open ports for itself only. Default: empty.",
            required = false)
    String client() default "";

    /**
     * Over which version of IP it is open.
     *
     * @return IPV4, IPV6 or BOTH
     */
    @AttributeDefinition(
            name = "Family",
            description =
                    "IPV4 for a mapping, IPV6 for the internal port in the router's IPv6 firewall;"
                            + " BOTH for each of them that works. Default: IPV4.",
            options = {
                @Option(label = "IPv4", value = "IPV4"),
                @Option(label = "IPv6", value = "IPV6"),
                @Option(label = "IPv4 and IPv6", value = "BOTH")
            })
    String family() default "IPV4";

    /**
     * The address that is reached over IPv6.
     *
     * @return a global address of this machine; empty for any
     */
    @AttributeDefinition(
            name = "IPv6 address",
            description =
                    "The address of this machine that is reached over IPv6; empty for a global one"
                            + " that does not change every day. Default: empty.",
            required = false)
    String ipv6Address() default "";

    /**
     * How it is opened.
     *
     * @return a control protocol; empty for any
     */
    @AttributeDefinition(
            name = "Control protocol",
            description =
                    "The name of the only control protocol to open it over, such as upnp; empty for"
                            + " the first that can. Default: empty.",
            required = false)
    String controlProtocol() default "";
}
