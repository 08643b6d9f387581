// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

/**
 * The port to try instead of a refused one, free as far as can be seen, and whether the router may
 * be asked first to choose a port itself.
 */
record PortChoice(int externalPort, boolean routerMayChoose) {}
