// SPDX-License-Identifier: Apache-2.0
/** What a bundle gives to Postern: a port that it wants open, and where the router is. */
package org.postern.examples.bundle;
