// SPDX-License-Identifier: Apache-2.0
/** Hands one file to one friend, through the router. */
package org.postern.examples.share;
