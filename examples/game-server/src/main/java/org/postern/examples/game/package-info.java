// SPDX-License-Identifier: Apache-2.0
/** A game server that anybody on the internet can play on, behind a router. */
package org.postern.examples.game;
