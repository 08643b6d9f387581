package org.postern.discovery;

import java.net.InetAddress;

/**
 * A default route.
 *
 * @param gateway the router's address, without scope
 * @param interfaceName what it is reached through
 * @param metric the lowest is used first
 */
record Route(InetAddress gateway, String interfaceName, long metric) {}
