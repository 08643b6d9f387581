// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.verdict;

/** What a verdict may tell of the situation, for the words. All values are text. */
public enum Fact {
    /** The name of the interface that a cause is about. */
    INTERFACE,
    /** The name of the interface that would be the right one, or that is used instead. */
    OTHER_INTERFACE,
    /** This machine's address, as the gateway sees it. */
    ADDRESS,
    /** Another address of this machine. */
    OTHER_ADDRESS,
    /** A gateway, by its name and address where it has a name. */
    GATEWAY,
    /** Another router, by its name and address where it has a name. */
    OTHER_GATEWAY,
    /** The address of the default gateway. */
    NEXT_HOP,
    /** The URL of the router's web page. */
    PAGE,
    /** The URL of a description. */
    URL,
    /** The host that a URL leads to. */
    URL_HOST,
    /** The address of the device that answered. */
    DEVICE,
    /** Devices that answered and are no gateways, in a list. */
    DEVICES,
    /** The names of control protocols, in a list. */
    PROTOCOLS,
    /** The gateway's address in the internet, or what it says is that. */
    EXTERNAL_ADDRESS,
    /** As which address the outside sees this network. */
    SEEN_ADDRESS,
    /** The gateway's own word for the state of its connection. */
    STATUS,
    /** The port, as in {@code TCP port 8080}. */
    PORT,
    /** The external port as a number. */
    PORT_NUMBER,
    /** TCP or UDP: the protocol that was asked for. */
    PROTOCOL,
    /** TCP or UDP: the other one. */
    OTHER_PROTOCOL,
    /** TCP or UDP: that which the program listens on. */
    PROGRAM_PROTOCOL,
    /** TCP or UDP: that for which the gateway forwards the port. */
    MAPPED_PROTOCOL,
    /** The port of this machine as a number. */
    INTERNAL_PORT,
    /** Another port of this machine, or of the gateway, as a number. */
    OTHER_PORT,
    /** Ports on which programs listen, in a list. */
    LISTENING_PORTS,
    /** The addresses that a program listens at, in a list. */
    LISTENING_ADDRESSES,
    /** The address that the gateway forwards a port to. */
    HOLDER,
    /** The gateway's refusal, with its own words or code. */
    REFUSAL,
    /** A duration in whole or tenths of seconds. */
    SECONDS,
    /** The names of firewalls of this machine, in a list. */
    FIREWALLS,
    /** What could not be measured, in a list of {@link Measurement}s. */
    MEASUREMENTS,
    /** A program that keeps a port to itself. */
    PROGRAM,
    /** Why something could not be asked. */
    FAILURE,
    /** Only there where the gateway took the port for a test. */
    TESTED,
    /** Only there where it was the gateway that was kept out, at another port. */
    KNOCK,
    /** Only there where a mapping does not end by itself. */
    PERMANENT,
    /** Only there where an answer came that is no description. */
    UNREADABLE
}
