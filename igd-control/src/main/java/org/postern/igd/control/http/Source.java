// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.net.InetAddress;

/**
 * From where a request is sent.
 *
 * @param address of this machine
 * @param required false to let the system choose where the address cannot be used, such as one that
 *     has just gone
 */
public record Source(InetAddress address, boolean required) {}
