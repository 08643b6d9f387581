// SPDX-License-Identifier: Apache-2.0
/** Promises of the simulated router, kept over real sockets on the loopback interface. */
package org.postern.simulator;
